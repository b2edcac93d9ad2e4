// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * All figures of a whole server on one page: what a span costs to take in and to keep, how long
 * questions take, how fast a server is back.
 *
 * <p>Start with {@link dev.clew.bench.report.ReportBench}, the command; each chapter of the report
 * measures by itself.
 */
@NullMarked
package dev.clew.bench.report;

import org.jspecify.annotations.NullMarked;
