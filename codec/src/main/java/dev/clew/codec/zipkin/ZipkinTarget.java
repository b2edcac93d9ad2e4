// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.DecodeLimits;
import dev.clew.model.SpanBatchBuilder;

/** Where the spans of one payload go, with the checks that all formats share. */
final class ZipkinTarget {

  private final SpanBatchBuilder builder;
  private final DecodeLimits limits;
  private final ZipkinRows rows;
  private final ZipkinSpan span;
  private int spanCount;

  ZipkinTarget(SpanBatchBuilder builder, DecodeLimits limits, long receivedNanos) {
    this.builder = builder;
    this.limits = limits;
    this.rows = new ZipkinRows(builder, receivedNanos);
    this.span = new ZipkinSpan(limits);
  }

  /** Where the texts of spans are interned. */
  SpanBatchBuilder builder() {
    return builder;
  }

  /** The one span there is, without content. */
  ZipkinSpan begin() {
    span.clear();
    return span;
  }

  /** Adds what a v1 span says about each who took part in it. */
  void addAll(V1Span source) {
    for (V1Side side : V1Conversion.convert(source)) {
      side.copyTo(begin(), source, builder);
      end();
    }
  }

  /** Adds the span to the batch. */
  void end() {
    if (spanCount++ == limits.spansPerRequestMax()) {
      throw new IllegalArgumentException(
          "Too many spans (expected: at most " + limits.spansPerRequestMax() + ")");
    }
    rows.add(span);
  }
}
