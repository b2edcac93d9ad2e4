// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.model.Span;
import dev.clew.model.SpanAppender;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCursor;
import java.util.List;

/** Span objects to batches and back, and a start for spans written out by hand. */
public final class Spans {

  private Spans() {}

  /**
   * A span with these ids, one millisecond long, of service {@code "service"}; see {@link
   * SpanSpec}.
   */
  public static SpanSpec span(long traceId, long spanId) {
    return new SpanSpec(traceId, spanId);
  }

  /** A batch of these spans, in this order. */
  public static SpanBatch batch(Span... spans) {
    return batch(List.of(spans));
  }

  /** A batch of these spans, in this order; equal resources and scopes are stored once. */
  public static SpanBatch batch(List<Span> spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    addTo(builder, spans);
    return builder.build();
  }

  /** Adds spans to a builder that has no open row. */
  public static void addTo(SpanBatchBuilder builder, List<Span> spans) {
    spans.forEach(new SpanAppender(builder)::add);
  }

  /** The spans of a batch as objects, in row order. */
  public static List<Span> list(SpanBatch batch) {
    return SpanCursor.spans(batch).toList();
  }
}
