// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.Span;
import dev.clew.model.TraceId;

/** A span that was sent, and what the store has promised about it. */
final class SimulatedSpan {

  /** What is known of a span. */
  enum State {
    /** Sent, without an answer: it is there or not, and the next restart decides. */
    SENT,
    /** Acknowledged, or seen after a restart: it stays. */
    KEPT,
    /** A deletion that got no answer may have removed it. */
    DOUBTFUL,
    /** Gone for ever: a deletion was acknowledged, or it was seen to be missing. */
    GONE
  }

  final Span span;
  final int generation; // of its trace, which begins anew when it is deleted
  State state = State.SENT;
  boolean isCounted; // it was there at some time
  boolean isDeleted; // on request
  boolean isEndangered; // it was in a segment or in the journal when bits of it changed
  boolean isUnflushed; // in the journal, and perhaps not counted
  boolean isArchived; // it was there when its trace was archived, which still is

  SimulatedSpan(Span span, int generation) {
    this.span = span;
    this.generation = generation;
  }

  TraceId traceId() {
    return span.traceId();
  }

  /** Whether readers see it for all that is known. */
  boolean isThere() {
    return state == State.KEPT || state == State.DOUBTFUL;
  }

  @Override
  public String toString() {
    return state
        + " span "
        + Long.toHexString(span.spanId())
        + " of trace "
        + span.traceId()
        + (isCounted ? ", counted" : "")
        + (isDeleted ? ", deleted" : "")
        + (isEndangered ? ", endangered" : "")
        + (isArchived ? ", archived" : "");
  }
}
