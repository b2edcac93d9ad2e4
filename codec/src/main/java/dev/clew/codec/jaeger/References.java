// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import java.util.Arrays;

/**
 * The references of a span. One of them is its parent: the first CHILD_OF within the trace, else
 * the first FOLLOWS_FROM within it. All others are links that say which of the two they are, and so
 * does a parent that the span follows from.
 */
final class References {

  static final int CHILD_OF = 0;
  static final int FOLLOWS_FROM = 1;

  private static final String TYPE_KEY = "opentracing.ref_type";

  private int count;
  private int[] types = new int[8];
  private long[] traceIdHighs = new long[8];
  private long[] traceIdLows = new long[8];
  private long[] spanIds = new long[8];

  void clear() {
    count = 0;
  }

  void add(int type, long traceIdHigh, long traceIdLow, long spanId) {
    if (count == types.length) {
      int wider = 2 * count;
      types = Arrays.copyOf(types, wider);
      traceIdHighs = Arrays.copyOf(traceIdHighs, wider);
      traceIdLows = Arrays.copyOf(traceIdLows, wider);
      spanIds = Arrays.copyOf(spanIds, wider);
    }
    types[count] = type;
    traceIdHighs[count] = traceIdHigh;
    traceIdLows[count] = traceIdLow;
    spanIds[count++] = spanId;
  }

  /**
   * Sets the parent of the open span and adds its links.
   *
   * @param parentSpanId the parent that the span names apart from its references, or 0
   */
  void writeTo(SpanBatchBuilder target, long traceIdHigh, long traceIdLow, long parentSpanId) {
    int parent = parent(traceIdHigh, traceIdLow, parentSpanId);
    target.parentSpanId(parent < 0 ? parentSpanId : spanIds[parent]);
    for (int i = 0; i < count; i++) {
      if (i != parent || types[i] != CHILD_OF) {
        target.beginLink();
        target.linkTraceId(traceIdHighs[i], traceIdLows[i]);
        target.linkSpanId(spanIds[i]);
        target.attribute(
            AttributeScope.LINK,
            target.intern(TYPE_KEY),
            ValueType.STRING,
            target.intern(types[i] == CHILD_OF ? "child_of" : "follows_from"));
        target.endLink();
      }
    }
  }

  /** The reference that is the parent, or -1. */
  private int parent(long traceIdHigh, long traceIdLow, long parentSpanId) {
    int follows = -1;
    for (int i = 0; i < count; i++) {
      boolean isWithin =
          spanIds[i] != 0 && traceIdLows[i] == traceIdLow && traceIdHighs[i] == traceIdHigh;
      if (isWithin && (parentSpanId == 0 || spanIds[i] == parentSpanId)) {
        if (types[i] == CHILD_OF) {
          return i;
        }
        follows = follows < 0 ? i : follows;
      }
    }
    return follows;
  }
}
