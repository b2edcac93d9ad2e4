// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.model.StatusCode;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.PlainText;
import dev.clew.store.segment.encoding.PairIds;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a part that are counted by, row by row from some row on. The values of a row stay
 * dictionary codes: a chain of {@link PairIds} folds them into one number, and texts are looked up
 * once per number.
 */
final class RowColumns {

  private final Part part;
  final int from;
  final int to;
  final int[] traces;
  final int[] parents;
  final long[] ids;
  final long[] starts;
  final double[] durations;

  /** Number of the tuple of values of each row. */
  final int[] tuples;

  /** Code of the service of each row, or -1. */
  final int[] services;

  private final List<FirstValue> dimensions = new ArrayList<>(); // as in RollupDimension
  private final List<PairIds> folds = new ArrayList<>();

  /** Reads the rows {@code [from, part.rowCount())}. */
  RowColumns(Part part, int from, RollupConfig config) {
    this.part = part;
    this.from = from;
    this.to = part.rowCount();
    this.traces = new int[to - from];
    this.parents = new int[to - from];
    this.ids = new long[to - from];
    this.starts = new long[to - from];
    this.durations = new double[to - from];
    this.tuples = new int[to - from];
    this.services = new int[to - from];
    for (Field field :
        List.of(Intrinsic.SERVICE_NAME, Intrinsic.NAME, Intrinsic.KIND, Intrinsic.STATUS)) {
      dimensions.add(new FirstValue(part, List.of(field)));
    }
    dimensions.add(new FirstValue(part, config.modelFields()));
    dimensions.add(new FirstValue(part, config.modelVersionFields()));
    dimensions.forEach(_ -> folds.add(new PairIds()));
    read();
  }

  /** How many tuples there are. */
  int tupleCount() {
    return folds.getLast().size();
  }

  /** The texts of a tuple, one for each dimension of spans. */
  List<String> texts(int tuple) {
    String[] texts = new String[dimensions.size()];
    int id = tuple;
    for (int i = texts.length - 1; i >= 0; i--) {
      texts[i] = dimensions.get(i).text(folds.get(i).second(id) - 1);
      id = folds.get(i).first(id);
    }
    return Arrays.asList(texts);
  }

  /** Whether spans with a tuple have the status ERROR. */
  static boolean isError(List<String> texts) {
    return texts.get(3).equals(StatusCode.ERROR.label());
  }

  /** The service with a code; empty for -1. */
  String service(int code) {
    return dimensions.getFirst().text(code);
  }

  private void read() {
    ColumnReader spanIds = part.column(ColumnKey.Fixed.SPAN_ID);
    ColumnBlock column = new ColumnBlock();
    ValueReader elapsed = part.values(Intrinsic.DURATION);
    int[] ints = new int[Part.BLOCK_ROWS];
    long[] longs = new long[Part.BLOCK_ROWS];
    double[] doubles = new double[Part.BLOCK_ROWS];
    for (int block = from / Part.BLOCK_ROWS; block < part.blockCount(); block++) {
      part.traceOrdinals(block, ints);
      copy(block, ints, traces);
      part.parentRows(block, ints);
      copy(block, ints, parents);
      spanIds.read(block, column);
      copy(block, column.values, ids);
      part.startNanos(block, longs);
      copy(block, longs, starts);
      elapsed.numbers(block, doubles);
      copy(block, doubles, durations);
      for (int i = 0; i < dimensions.size(); i++) {
        dimensions.get(i).codes(block, ints);
        if (i == 0) {
          copy(block, ints, services);
        }
        fold(block, folds.get(i), ints);
      }
    }
  }

  /** Joins the number so far and the code of a further dimension. */
  private void fold(int block, PairIds fold, int[] codes) {
    int begin = block * Part.BLOCK_ROWS;
    int first = Math.max(from, begin);
    for (int row = first, end = begin + part.blockRows(block); row < end; row++) {
      tuples[row - from] = fold.id(tuples[row - from], codes[row - begin] + 1);
    }
  }

  private void copy(int block, Object source, Object target) {
    int begin = block * Part.BLOCK_ROWS;
    int first = Math.max(from, begin);
    System.arraycopy(
        source, first - begin, target, first - from, begin + part.blockRows(block) - first);
  }

  /** Reads the first of some fields that a span has, as text. */
  private static final class FirstValue {
    private final ValueReader[] readers;
    private final int[] own = new int[Part.BLOCK_ROWS];
    private final PairIds codes = new PairIds(); // of reader and code, if there are several

    FirstValue(Part part, List<Field> fields) {
      this.readers = fields.stream().map(part::values).toArray(ValueReader[]::new);
    }

    void codes(int block, int[] target) {
      if (readers.length == 1) {
        readers[0].codes(block, target);
        return;
      }
      Arrays.fill(target, -1);
      for (int reader = 0; reader < readers.length; reader++) {
        readers[reader].codes(block, own);
        for (int i = 0; i < own.length; i++) {
          if (target[i] < 0 && own[i] >= 0) {
            target[i] = codes.id(reader, own[i]);
          }
        }
      }
    }

    String text(int code) {
      if (code < 0) {
        return "";
      }
      return PlainText.of(
          readers.length == 1
              ? readers[0].value(code)
              : readers[codes.first(code)].value(codes.second(code)));
    }
  }
}
