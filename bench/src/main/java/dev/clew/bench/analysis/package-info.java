// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How fast traces are analysed.
 *
 * <p>Start with {@link dev.clew.bench.analysis.ReportBenchmark}.
 */
@NullMarked
package dev.clew.bench.analysis;

import org.jspecify.annotations.NullMarked;
