// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Traces as the analyses see them: trees in columns.
 *
 * <p>Start with {@link dev.clew.analysis.trace.TraceView} (one trace), {@link
 * dev.clew.analysis.trace.TraceViews} (makes them of span batches) and {@link
 * dev.clew.analysis.trace.TraceNames} (what their codes mean). {@link
 * dev.clew.analysis.trace.SpanAttribute} reads attributes.
 *
 * <p>Invariants: each span stands in its view once; a view is a forest whatever was sent, and what
 * had to be assumed for that is flagged; rows do not depend on the order of arrival.
 */
@NullMarked
package dev.clew.analysis.trace;

import org.jspecify.annotations.NullMarked;
