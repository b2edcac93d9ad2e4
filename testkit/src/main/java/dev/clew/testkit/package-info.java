// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of all modules share: seeded generators, contract suites and fakes. It is a
 * library, so its code is held to the same standard as the code it tests.
 *
 * <p>Start with {@link dev.clew.testkit.Seeds} (how a random test runs and reports its seed),
 * {@link dev.clew.testkit.RandomSpans} (spans that use every field) and {@link
 * dev.clew.testkit.Spans} (objects to batches and back, and spans written out by hand).
 */
@NullMarked
package dev.clew.testkit;

import org.jspecify.annotations.NullMarked;
