// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which traces are analysed, and which spans of them are requests.
 *
 * <p>Start with {@link dev.clew.analysis.selection.AnalysisQuery}; {@link
 * dev.clew.analysis.selection.TraceFeed} reads the traces from a store and {@link
 * dev.clew.analysis.selection.Requests} finds the requests in them.
 */
@NullMarked
package dev.clew.analysis.selection;

import org.jspecify.annotations.NullMarked;
