// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What it costs to derive concepts from spans.
 *
 * <p>Start with {@link dev.clew.bench.vocabulary.NormalizerBenchmark}.
 */
@NullMarked
package dev.clew.bench.vocabulary;

import org.jspecify.annotations.NullMarked;
