// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * All analyses together, over the traces that a store finds.
 *
 * <p>Start with {@link dev.clew.analysis.report.ReportBuilder}: it reads traces with {@link
 * dev.clew.analysis.selection.TraceFeed}, gives the requests in them to the analyses, and puts what
 * matters most into {@link dev.clew.analysis.report.Finding}s.
 *
 * <p>Invariant: every report says how many traces it used of how many, and why not all.
 */
@NullMarked
package dev.clew.analysis.report;

import org.jspecify.annotations.NullMarked;
