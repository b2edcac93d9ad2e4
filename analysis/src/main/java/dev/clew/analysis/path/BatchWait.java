// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.model.TraceId;

/**
 * A stretch of a critical path in which a span waited for a batch that its request was part of: a
 * span, as a rule of a trace of its own, that is linked to the waiting one.
 *
 * @param row the span that waited, in the request's trace
 * @param batchTrace the trace of the batch
 * @param batchSpan its span
 * @param service its service
 * @param operation its name
 * @param size how many requests shared it, 1 or more: its {@code ml.batch.size}, else how many
 *     spans it links to
 * @param startNanos when the stretch begins, in epoch nanoseconds of the request's clock
 * @param endNanos when it ends
 */
public record BatchWait(
    int row,
    TraceId batchTrace,
    long batchSpan,
    String service,
    String operation,
    long size,
    long startNanos,
    long endNanos) {

  /** How long the request waited for the batch. */
  public long lengthNanos() {
    return endNanos - startNanos;
  }

  /** The request's share of that: what it would have cost without company. */
  public double shareNanos() {
    return (double) lengthNanos() / size;
  }
}
