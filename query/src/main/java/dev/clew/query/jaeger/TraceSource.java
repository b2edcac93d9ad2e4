// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.TraceId;
import dev.clew.query.trace.FirstSpans;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.function.UnaryOperator;

/**
 * Where the APIs get their traces from: the store's, adjusted for people (clock skew, duplicates)
 * unless a client asks for them raw.
 */
public final class TraceSource {

  private final TraceReader reader;
  private final UnaryOperator<TraceChunks> adjustment;

  /** Traces of a reader, as stored. */
  public TraceSource(TraceReader reader) {
    this(reader, UnaryOperator.identity());
  }

  /**
   * Traces of a reader.
   *
   * @param adjustment what is done to a trace before it is shown
   */
  public TraceSource(TraceReader reader, UnaryOperator<TraceChunks> adjustment) {
    this.reader = reader;
    this.adjustment = adjustment;
  }

  /** What answers everything but single traces. */
  public TraceReader reader() {
    return reader;
  }

  /**
   * The spans of a trace that a search has found. Of a very large one only the first: then the last
   * {@link TraceChunks#hasNext} throws a {@link dev.clew.store.QueryLimitException}.
   */
  public TraceChunks found(TraceId id, boolean raw, QueryContext context) {
    return new FirstSpans(trace(id, raw, context), FirstSpans.FOUND_SPANS_MAX);
  }

  /** The spans of a trace; close what this returns. */
  public TraceChunks trace(TraceId id, boolean raw, QueryContext context) {
    TraceChunks stored = reader.trace(id, context);
    if (raw) {
      return stored;
    }
    try {
      return adjustment.apply(stored);
    } catch (RuntimeException | Error failure) {
      stored.close();
      throw failure;
    }
  }
}
