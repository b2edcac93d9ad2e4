// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.SpanIds;
import dev.clew.store.segment.part.ValueReader;
import dev.clew.store.segment.predicate.Predicates;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the summary of one trace over all its places without putting it together.
 *
 * <p>Memory: what {@link MergedSpans} takes, an id for each span if there are several places, and a
 * block of each place. Use once, on one thread.
 */
final class LargeTraceSummary {

  private final List<Place> where;
  private final MergedSpans spans;
  private final List<Columns> columns = new ArrayList<>();
  private final Map<String, Tally> services = new TreeMap<>();
  private long[] ids = {}; // sorted; of all spans, copies included
  private int spanCount;
  private int errorCount;
  private int orphanCount;

  private static final class Tally {
    int spanCount;
    int errorCount;
  }

  LargeTraceSummary(List<Place> where, Budget budget) {
    this.where = where;
    this.spans = new MergedSpans(where, budget);
    for (Place place : where) {
      columns.add(new Columns(place.part()));
    }
  }

  TraceSummary of(TraceId id) {
    if (where.size() > 1) {
      ids = sortedIds();
    }
    int firstPlace = -1;
    int firstRow = -1;
    while (spans.next()) {
      count(columns.get(spans.place()), spans.row());
      if (firstRow < 0) {
        firstPlace = spans.place();
        firstRow = spans.row();
      }
    }
    int rootPlace = rootPlace();
    Columns named = columns.get(rootPlace >= 0 ? rootPlace : firstPlace);
    int root = rootPlace >= 0 ? rootRow(where.get(rootPlace)) : firstRow;
    return new TraceSummary(
        id,
        named.service(root),
        named.name(root),
        where.stream().mapToLong(place -> place.figures().startNanos()).min().orElseThrow(),
        where.stream().mapToLong(place -> place.figures().endNanos()).max().orElseThrow(),
        spanCount,
        errorCount,
        orphanCount,
        services.entrySet().stream()
            .map(entry ->
                new TraceSummary.Service(
                    entry.getKey(), entry.getValue().spanCount, entry.getValue().errorCount))
            .toList());
  }

  private void count(Columns place, int row) {
    place.load(row / Part.BLOCK_ROWS);
    int bit = row % Part.BLOCK_ROWS;
    boolean isError = Columns.has(place.errors, bit);
    Tally tally = place.tally(bit, services);
    tally.spanCount++;
    tally.errorCount += isError ? 1 : 0;
    spanCount++;
    errorCount += isError ? 1 : 0;
    boolean hasParentElsewhere = place.parents[bit] < 0 && Columns.has(place.withParent, bit);
    if (hasParentElsewhere && !isStored(place.ids.parentId(row), place.ids.id(row))) {
      orphanCount++;
    }
  }

  /** Whether another span than one with an id of its own has the id of the parent. */
  private boolean isStored(long parentId, long ownId) {
    return parentId != ownId && Arrays.binarySearch(ids, parentId) >= 0;
  }

  private long[] sortedIds() {
    long[] all = new long[where.stream().mapToInt(place -> place.figures().spanCount()).sum()];
    int at = 0;
    for (int i = 0; i < where.size(); i++) {
      for (int row : where.get(i).part().traces().rows(where.get(i).trace())) {
        all[at++] = columns.get(i).ids.id(row);
      }
    }
    Arrays.sort(all);
    return all;
  }

  /** The place with the earliest span that has no parent id, or -1. */
  private int rootPlace() {
    int best = -1;
    long bestStart = Long.MAX_VALUE;
    for (int i = 0; i < where.size(); i++) {
      int row = rootRow(where.get(i));
      if (row >= 0) {
        long start = columns.get(i).startNanos(row);
        if (best < 0 || start < bestStart) {
          best = i;
          bestStart = start;
        }
      }
    }
    return best;
  }

  private static int rootRow(Place place) {
    return place.part().traces().rootRow(place.trace());
  }

  /** What a summary needs of a part, the block that was used last. */
  private static final class Columns {
    final SpanIds ids;
    final int[] parents = new int[Part.BLOCK_ROWS];
    final long[] errors = new long[Part.BLOCK_WORDS];
    final long[] withParent = new long[Part.BLOCK_WORDS];
    private final Part part;
    private final ValueReader serviceNames;
    private final BlockMatcher isError;
    private final BlockMatcher hasParent;
    private final int[] services = new int[Part.BLOCK_ROWS];
    private final Map<Integer, Tally> tallies = new HashMap<>(); // by code
    private int lastCode = Integer.MIN_VALUE;
    private Tally lastTally = new Tally();
    private int loaded = -1;

    Columns(Part part) {
      this.part = part;
      this.ids = new SpanIds(part);
      this.serviceNames = part.values(Intrinsic.SERVICE_NAME);
      this.isError =
          part.matcher(
              Intrinsic.STATUS,
              Predicates.compare(Comparison.EQUAL, new Operand.Text(StatusCode.ERROR.label())));
      this.hasParent = part.matcher(Intrinsic.PARENT_SPAN_ID, Predicates.exists());
    }

    void load(int block) {
      if (block == loaded) {
        return;
      }
      serviceNames.codes(block, services);
      part.parentRows(block, parents);
      match(isError, block, errors);
      match(hasParent, block, withParent);
      loaded = block;
    }

    Tally tally(int bit, Map<String, Tally> byName) {
      int code = services[bit];
      if (code != lastCode) {
        lastTally =
            tallies.computeIfAbsent(
                code, _ -> byName.computeIfAbsent(serviceNames.text(code), _ -> new Tally()));
        lastCode = code;
      }
      return lastTally;
    }

    String service(int row) {
      load(row / Part.BLOCK_ROWS);
      return serviceNames.text(services[row % Part.BLOCK_ROWS]);
    }

    String name(int row) {
      ValueReader names = part.values(Intrinsic.NAME);
      int[] codes = new int[Part.BLOCK_ROWS];
      names.codes(row / Part.BLOCK_ROWS, codes);
      return names.text(codes[row % Part.BLOCK_ROWS]);
    }

    long startNanos(int row) {
      long[] starts = new long[Part.BLOCK_ROWS];
      part.startNanos(row / Part.BLOCK_ROWS, starts);
      return starts[row % Part.BLOCK_ROWS];
    }

    static boolean has(long[] bits, int bit) {
      return (bits[bit >> 6] & (1L << bit)) != 0;
    }

    private static void match(BlockMatcher matcher, int block, long[] bits) {
      Arrays.fill(bits, 0);
      if (matcher.mayMatch(block)) {
        matcher.match(block, bits);
      }
    }
  }
}
