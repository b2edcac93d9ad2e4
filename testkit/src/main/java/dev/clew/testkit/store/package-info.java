// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of a trace store as tests, and a store that is too simple to be wrong.
 *
 * <p>Start with {@link dev.clew.testkit.store.ReferenceTraceStore}: it answers every query of
 * {@code dev.clew.store.query} by looking at each span in turn, so it is the oracle for engines
 * that do not and the store that network APIs are tested on.
 */
@NullMarked
package dev.clew.testkit.store;

import org.jspecify.annotations.NullMarked;
