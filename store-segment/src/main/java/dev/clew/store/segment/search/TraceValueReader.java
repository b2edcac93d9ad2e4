// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the fields that belong to the whole trace; right only if the part holds all spans of it.
 */
final class TraceValueReader implements ValueReader {

  private final Part part;
  private final TraceIndex traces;
  private final Intrinsic field;
  private final ValueReader ofRoot;
  private final int[] ordinals = new int[Part.BLOCK_ROWS];
  private final int[] rootCodes = new int[Part.BLOCK_ROWS];
  private int rootBlock = -1;
  private final Map<Long, Integer> codeOfNumber = new HashMap<>();
  private final List<AttributeValue> numbers = new ArrayList<>();

  private TraceValueReader(Part part, Intrinsic field) {
    this.part = part;
    this.traces = part.traces();
    this.field = field;
    this.ofRoot =
        part.values(field == Intrinsic.ROOT_NAME ? Intrinsic.NAME : Intrinsic.SERVICE_NAME);
  }

  /** A reader of any field. */
  static ValueReader of(Part part, Field field) {
    if (field == Intrinsic.CHILD_COUNT) {
      return new ChildCountReader(part);
    }
    return field instanceof Intrinsic intrinsic && intrinsic.isOfTrace()
        ? new TraceValueReader(part, intrinsic)
        : part.values(field);
  }

  @Override
  public void codes(int block, int[] target) {
    part.traceOrdinals(block, ordinals);
    int last = -1;
    int code = -1;
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      if (ordinals[i] != last) {
        last = ordinals[i];
        code = code(last);
      }
      target[i] = code;
    }
  }

  private int code(int trace) {
    if (!isNumber()) {
      int row = traces.rootRow(trace);
      return row < 0 ? -1 : rootCode(row);
    }
    return codeOfNumber.computeIfAbsent(
        number(trace),
        number -> {
          numbers.add(new AttributeValue.IntValue(number));
          return numbers.size() - 1;
        });
  }

  private int rootCode(int row) {
    int block = row / Part.BLOCK_ROWS;
    if (block != rootBlock) {
      ofRoot.codes(block, rootCodes);
      rootBlock = block;
    }
    return rootCodes[row % Part.BLOCK_ROWS];
  }

  @Override
  public AttributeValue value(int code) {
    return isNumber() ? numbers.get(code) : ofRoot.value(code);
  }

  @Override
  public void numbers(int block, double[] target) {
    if (!isNumber()) {
      Arrays.fill(target, Double.NaN);
      return;
    }
    part.traceOrdinals(block, ordinals);
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      target[i] = number(ordinals[i]);
    }
  }

  private boolean isNumber() {
    return field == Intrinsic.TRACE_DURATION || field == Intrinsic.TRACE_SPAN_COUNT;
  }

  private long number(int trace) {
    return field == Intrinsic.TRACE_SPAN_COUNT
        ? traces.spanCount(trace)
        : Math.max(0, traces.endNanos(trace) - traces.startNanos(trace));
  }
}
