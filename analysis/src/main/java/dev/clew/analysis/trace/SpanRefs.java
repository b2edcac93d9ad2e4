// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.model.SpanBatch;
import java.util.Arrays;
import java.util.List;

/**
 * The spans of some batches grouped by trace: the spans of trace {@code t} are the entries {@code
 * begin(t) .. end(t) - 1}, each a batch and a row in it. Traces come in the order of their first
 * span, spans in the order of the batches.
 */
final class SpanRefs {

  private final List<SpanBatch> batches;
  private final int[] traceOf; // by span, in the order of the batches
  private final int[] batchOf;
  private final int[] rowOf;
  private int[] ends = new int[16];
  private int traceCount;

  private long[] idHigh = new long[16];
  private long[] idLow = new long[16];
  private int[] slots = new int[64]; // trace + 1, or 0

  SpanRefs(List<SpanBatch> batches) {
    this.batches = batches;
    int spans = batches.stream().mapToInt(SpanBatch::spanCount).sum();
    traceOf = new int[spans];
    batchOf = new int[spans];
    rowOf = new int[spans];
    findTraces();
    fill();
  }

  int traceCount() {
    return traceCount;
  }

  int begin(int trace) {
    return trace == 0 ? 0 : ends[trace - 1];
  }

  int end(int trace) {
    return ends[trace];
  }

  int batch(int entry) {
    return batchOf[entry];
  }

  int row(int entry) {
    return rowOf[entry];
  }

  private void findTraces() {
    int span = 0;
    int trace = -1;
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.spanCount(); row++) {
        long high = batch.traceIdHigh(row);
        long low = batch.traceIdLow(row);
        if (trace < 0 || idLow[trace] != low || idHigh[trace] != high) {
          trace = trace(high, low);
        }
        traceOf[span++] = trace;
        ends[trace]++;
      }
    }
  }

  /** Turns counts into ends, and puts every span behind those of its trace that came before. */
  private void fill() {
    int[] next = new int[traceCount];
    int sum = 0;
    for (int trace = 0; trace < traceCount; trace++) {
      next[trace] = sum;
      sum += ends[trace];
      ends[trace] = sum;
    }
    int span = 0;
    for (int batch = 0; batch < batches.size(); batch++) {
      for (int row = 0; row < batches.get(batch).spanCount(); row++) {
        int entry = next[traceOf[span++]]++;
        batchOf[entry] = batch;
        rowOf[entry] = row;
      }
    }
  }

  private int trace(long high, long low) {
    int slot = slot(high, low);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    int trace = traceCount++;
    if (trace == idHigh.length) {
      idHigh = Arrays.copyOf(idHigh, trace * 2);
      idLow = Arrays.copyOf(idLow, trace * 2);
      ends = Arrays.copyOf(ends, trace * 2);
    }
    idHigh[trace] = high;
    idLow[trace] = low;
    slots[slot] = traceCount;
    if (traceCount * 2 > slots.length) {
      slots = new int[slots.length * 2];
      for (int i = 0; i < traceCount; i++) {
        slots[slot(idHigh[i], idLow[i])] = i + 1;
      }
    }
    return trace;
  }

  private int slot(long high, long low) {
    int mask = slots.length - 1;
    int slot = (int) SpanIds.mix(high * 31 + low) & mask;
    while (slots[slot] != 0 && (idLow[slots[slot] - 1] != low || idHigh[slots[slot] - 1] != high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
