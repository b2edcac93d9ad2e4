// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.util.List;

/** The spans of the trace that is being made, in the order in which they came. Reused. */
final class SpanScratch {

  int count;
  long[] id = new long[32];
  long[] parentId = new long[32];
  long[] start = new long[32];
  long[] end = new long[32];
  int[] operation = new int[32];
  int[] parent = new int[32]; // a span of this scratch, or -1
  byte[] kind = new byte[32];
  byte[] flags = new byte[32];
  boolean[] dropped = new boolean[32]; // because it was sent twice

  /** Reads the spans of one trace. */
  void load(SpanRefs refs, int trace, List<SpanBatch> batches, BatchCodes[] codes) {
    int begin = refs.begin(trace);
    reserve(refs.end(trace) - begin);
    for (int span = 0; span < count; span++) {
      SpanBatch batch = batches.get(refs.batch(begin + span));
      int row = refs.row(begin + span);
      id[span] = batch.spanId(row);
      parentId[span] = batch.parentSpanId(row);
      start[span] = batch.startNanos(row);
      end[span] = Math.max(start[span], batch.endNanos(row));
      operation[span] = codes[refs.batch(begin + span)].operation(row);
      kind[span] = (byte) batch.kind(row).ordinal();
      flags[span] = batch.endNanos(row) < start[span] ? TraceColumns.ENDS_BEFORE_START : 0;
      dropped[span] = false;
    }
  }

  /** Whether a span answers another one: a server or a consumer. */
  boolean serves(int span) {
    return kind[span] == SpanKind.SERVER.ordinal() || kind[span] == SpanKind.CONSUMER.ordinal();
  }

  private void reserve(int spans) {
    count = spans;
    if (id.length < spans) {
      int capacity = Math.max(spans, id.length * 2);
      id = new long[capacity];
      parentId = new long[capacity];
      start = new long[capacity];
      end = new long[capacity];
      operation = new int[capacity];
      parent = new int[capacity];
      kind = new byte[capacity];
      flags = new byte[capacity];
      dropped = new boolean[capacity];
    }
  }
}
