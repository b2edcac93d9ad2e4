// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.Field;
import dev.clew.store.segment.encoding.PairIds;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scans one part for an {@link AggregateQuery}. Group keys stay dictionary codes during the scan: a
 * chain of {@link PairIds} folds the codes of a row and its time bucket into one dense cell number,
 * and values are looked up once per cell at the end.
 */
final class AggregateScan {

  /** Takes the cells of a part. */
  interface Sink {
    void accept(List<Optional<AttributeValue>> key, long bucketStartNanos, Cell cell);
  }

  private final Part part;
  private final AggregateQuery query;
  private final Budget budget;
  private final BlockMatcher matcher;
  private final List<ValueReader> keys = new ArrayList<>();
  private final List<PairIds> folds =
      new ArrayList<>(); // fold i joins cell number so far and key i
  private final List<@Nullable ValueReader> inputs = new ArrayList<>(); // by figure
  private final int[][] codes;
  private final double[][] numbers;
  private final long[] starts = new long[Part.BLOCK_ROWS];
  private final PairIds bucketsHigh = new PairIds(); // a nanosecond step over all times: 64 bits
  private final PairIds buckets = new PairIds();
  private final List<Cell> cells = new ArrayList<>();
  private final boolean byTrace;
  private final FirstMatches firsts;
  private final long[] bits = new long[Part.BLOCK_WORDS];
  private final int[] ordinals = new int[Part.BLOCK_ROWS];

  AggregateScan(Part part, AggregateQuery query, Budget budget) {
    this.part = part;
    this.query = query;
    this.budget = budget;
    this.matcher = new FilterCompiler(part).compile(query.filter(), query.range());
    this.byTrace = query.unit() == AggregateQuery.Unit.TRACES;
    this.firsts = new FirstMatches(part);
    for (Field field : query.groupBy()) {
      keys.add(reader(field));
      folds.add(new PairIds());
    }
    for (Figure figure : query.figures()) {
      inputs.add(Aggregation.field(figure).map(this::reader).orElse(null));
    }
    this.codes = new int[keys.size()][Part.BLOCK_ROWS];
    this.numbers = new double[inputs.size()][Part.BLOCK_ROWS];
  }

  /** Counting traces, the duration is that of the trace. */
  private ValueReader reader(Field field) {
    boolean whole = byTrace && field == Field.Intrinsic.DURATION;
    return TraceValueReader.of(part, whole ? Field.Intrinsic.TRACE_DURATION : field);
  }

  /**
   * Scans the part.
   *
   * @param skipped ordinals of traces to leave out
   */
  void run(Set<Integer> skipped, Sink sink) {
    for (int block = 0; block < part.blockCount(); block++) {
      if (!matcher.mayMatch(block)) {
        continue;
      }
      if (!budget.spend(part.blockRows(block), 1 + keys.size() + inputs.size())) {
        break;
      }
      Arrays.fill(bits, 0);
      matcher.match(block, bits);
      skip(block, skipped);
      if (byTrace) {
        firsts.offer(block, bits);
      } else {
        add(block);
      }
    }
    if (byTrace) {
      firsts.forEachBlock(bits, this::add);
    }
    emit(sink);
  }

  /** Clears the bits of spans whose trace is left out. */
  private void skip(int block, Set<Integer> traces) {
    if (traces.isEmpty()) {
      return;
    }
    part.traceOrdinals(block, ordinals);
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      if (traces.contains(ordinals[i])) {
        bits[i >> 6] &= ~(1L << i);
      }
    }
  }

  /** Adds the spans of a block whose bits are set. */
  private void add(int block) {
    if (isEmpty(bits)) {
      return;
    }
    read(block);
    for (int word = 0; word < bits.length; word++) {
      for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
        addRow((word << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
  }

  private void read(int block) {
    if (query.stepNanos().isPresent()) {
      part.startNanos(block, starts);
    }
    for (int i = 0; i < codes.length; i++) {
      keys.get(i).codes(block, codes[i]);
    }
    for (int i = 0; i < numbers.length; i++) {
      ValueReader input = inputs.get(i);
      if (input != null) {
        input.numbers(block, numbers[i]);
      }
    }
  }

  private void addRow(int row) {
    int id = 0;
    for (int i = 0; i < codes.length; i++) {
      id = folds.get(i).id(id, codes[i][row] + 1);
    }
    if (query.stepNanos().isPresent()) {
      long bucket = Math.floorDiv(starts[row], query.stepNanos().get());
      id = buckets.id(bucketsHigh.id(id, (int) (bucket >> 32)), (int) bucket);
    }
    while (cells.size() <= id) {
      cells.add(new Cell(query.figures()));
    }
    Cell cell = cells.get(id);
    cell.count++;
    for (int i = 0; i < numbers.length; i++) {
      if (inputs.get(i) != null) {
        cell.add(i, numbers[i][row]);
      }
    }
  }

  private void emit(Sink sink) {
    for (int id = 0; id < cells.size(); id++) {
      boolean stepped = query.stepNanos().isPresent();
      sink.accept(
          key(stepped ? bucketsHigh.first(buckets.first(id)) : id),
          stepped ? bucketStart(id) : query.range().startNanos(),
          cells.get(id));
    }
  }

  private long bucketStart(int id) {
    long high = bucketsHigh.second(buckets.first(id));
    long bucket = (high << 32) | (buckets.second(id) & 0xFFFF_FFFFL);
    return bucket * query.stepNanos().orElse(1L);
  }

  /** Unfolds a group number into its values, last field first. */
  private List<Optional<AttributeValue>> key(int group) {
    List<Optional<AttributeValue>> key = new ArrayList<>();
    int id = group;
    for (int i = keys.size() - 1; i >= 0; i--) {
      int code = folds.get(i).second(id) - 1;
      key.addFirst(code < 0 ? Optional.empty() : Optional.of(keys.get(i).value(code)));
      id = folds.get(i).first(id);
    }
    return key;
  }

  private static boolean isEmpty(long[] bits) {
    long any = 0;
    for (long word : bits) {
      any |= word;
    }
    return any == 0;
  }
}
