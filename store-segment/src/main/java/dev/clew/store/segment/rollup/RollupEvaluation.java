// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.query.QueryStats;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupResult.Bucket;
import dev.clew.store.rollup.RollupResult.Series;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.file.CorruptSegmentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Answers a {@link RollupQuery} by adding up cells. Which group a key belongs to is found out once
 * per key and place; a cell is then added to its bucket without a look at texts.
 *
 * <p>Confined to one thread.
 */
public final class RollupEvaluation {

  /** What an evaluation reports to. */
  public interface Spending {
    /** Charges for this many cells, before they are added; false ends the evaluation. */
    boolean spend(long cells);

    /** Says that the answer has more buckets than may be in memory; the evaluation ends. */
    void tooLarge();

    /** Says that figures are missing, because they are damaged. */
    void damaged(CorruptSegmentException damage);
  }

  private static final int BUCKETS_MAX = 1_000_000; // some hundred bytes each
  private static final int UNWANTED = -1;
  private static final int UNKNOWN = -2;
  private static final long WHOLE = 0; // the only step, if no step was asked for

  private final RollupQuery query;
  private final Spending spending;
  private final List<RollupDimension> dimensions;
  private final int[] groupBy; // positions in a key
  private final Map<List<String>, Integer> groups = new HashMap<>();
  private final List<TreeMap<Long, RollupCell>> buckets = new ArrayList<>(); // by group, then step
  private final Map<Long, long[]> countByTime = new HashMap<>(); // if an end of the range is open
  private TimeRange range;
  private long resolutionNanos = RollupQuery.MINUTE_NANOS;
  private long stepNanos;
  private long otherCount;
  private int bucketCount;

  /** Prepares the evaluation. */
  public RollupEvaluation(RollupQuery query, Spending spending) {
    this.query = query;
    this.spending = spending;
    this.dimensions = KeyTable.dimensions(query.source());
    this.groupBy = query.groupBy().stream().mapToInt(dimensions::indexOf).toArray();
    this.range = query.rangeAt(resolutionNanos);
  }

  /**
   * Adds up the cells of these places.
   *
   * @param stats asked at the end
   */
  public RollupResult run(List<? extends RollupPart> parts, Supplier<QueryStats> stats) {
    widen(parts);
    stepNanos = query.stepNanos().map(this::roundedUp).orElse(WHOLE);
    for (RollupPart part : parts) {
      if (part.overlaps(query.source(), range)) {
        try {
          part.scan(query.source(), range, new Adding());
        } catch (CorruptSegmentException e) {
          spending.damaged(e);
        }
      }
    }
    range = closed();
    List<Series> series = new ArrayList<>();
    groups.forEach((key, group) -> {
      Series one = series(key, buckets.get(group));
      if (one.total().figures().count() > 0) {
        series.add(one);
      }
    });
    series.sort(
        Comparator.comparingLong((Series one) -> one.total().figures().count())
            .reversed()
            .thenComparing(Series::key, RollupEvaluation::compare));
    boolean isTruncated = series.size() > query.seriesMax();
    return new RollupResult(
        range,
        resolutionNanos,
        stepNanos == WHOLE ? range.endNanos() - range.startNanos() : stepNanos,
        isTruncated ? series.subList(0, query.seriesMax()) : series,
        isTruncated,
        otherCount,
        stats.get());
  }

  /** Widens the range to the coarsest resolution of what lies in it. */
  private void widen(List<? extends RollupPart> parts) {
    long coarsest = resolutionNanos;
    do {
      resolutionNanos = coarsest;
      range = query.rangeAt(resolutionNanos);
      for (RollupPart part : parts) {
        if (part.resolutionNanos() > coarsest
            && part.overlaps(query.source(), query.rangeAt(part.resolutionNanos()))) {
          coarsest = part.resolutionNanos();
        }
      }
    } while (coarsest > resolutionNanos);
  }

  private long roundedUp(long step) {
    return Math.ceilDiv(step, resolutionNanos) * resolutionNanos;
  }

  private boolean isOpen() {
    return range.startNanos() == Long.MIN_VALUE || range.endNanos() == Long.MAX_VALUE;
  }

  private TimeRange closed() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Map.Entry<Long, long[]> time : countByTime.entrySet()) {
      if (time.getValue()[0] > 0) {
        first = Math.min(first, time.getKey());
        last = Math.max(last, time.getKey() + resolutionNanos);
      }
    }
    boolean isEmpty = first == Long.MAX_VALUE;
    long start = range.startNanos() == Long.MIN_VALUE && !isEmpty ? first : range.startNanos();
    long end = range.endNanos() < Long.MAX_VALUE ? range.endNanos() : isEmpty ? start : last;
    return new TimeRange(start, end);
  }

  private Series series(List<String> key, Map<Long, RollupCell> steps) {
    RollupCell total = figures();
    List<Bucket> nonEmpty = new ArrayList<>();
    steps.forEach((start, cell) -> {
      total.addAll(cell);
      if (!cell.isEmpty()) {
        nonEmpty.add(
            stepNanos == WHOLE
                ? new Bucket(range.startNanos(), range.endNanos(), cell)
                : new Bucket(
                    Math.max(range.startNanos(), start),
                    Math.min(range.endNanos(), start + stepNanos),
                    cell));
      }
    });
    return new Series(key, new Bucket(range.startNanos(), range.endNanos(), total), nonEmpty);
  }

  private RollupCell figures() {
    RollupCell cell = new RollupCell();
    if (query.source() == RollupSource.CALLS) {
      cell.takeExtremesFromBins();
    }
    return cell;
  }

  private static int compare(List<String> left, List<String> right) {
    int order = 0;
    for (int i = 0; i < left.size() && order == 0; i++) {
      order = left.get(i).compareTo(right.get(i));
    }
    return order;
  }

  /** Adds the cells of one place. */
  private final class Adding implements CellSink {
    private List<List<String>> keys = List.of();
    private int[] groupOfKey = {};

    @Override
    public void begin(List<List<String>> all) {
      keys = all;
      groupOfKey = new int[all.size()];
      Arrays.fill(groupOfKey, UNKNOWN);
    }

    @Override
    public boolean wants(int cellCount) {
      return bucketCount <= BUCKETS_MAX && spending.spend(cellCount);
    }

    @Override
    public void accept(RollupCell cell, long startNanos) {
      int group = groupOfKey[cell.key];
      if (group == UNKNOWN) {
        group = group(keys.get(cell.key));
        groupOfKey[cell.key] = group;
      }
      if (group == UNWANTED || bucketCount > BUCKETS_MAX) {
        return;
      }
      long step = stepNanos == WHOLE ? WHOLE : Math.floorDiv(startNanos, stepNanos) * stepNanos;
      buckets.get(group).computeIfAbsent(step, _ -> newBucket()).addAll(cell);
      if (keys.get(cell.key).contains(RollupQuery.OTHER)) {
        otherCount += cell.count;
      }
      if (isOpen()) {
        long time = Math.floorDiv(startNanos, resolutionNanos) * resolutionNanos;
        countByTime.computeIfAbsent(time, _ -> new long[1])[0] += cell.count;
      }
    }

    private RollupCell newBucket() {
      if (++bucketCount > BUCKETS_MAX) {
        spending.tooLarge();
      }
      return figures();
    }

    private int group(List<String> key) {
      for (Map.Entry<RollupDimension, Set<String>> filter : query.filters().entrySet()) {
        if (!filter.getValue().contains(key.get(dimensions.indexOf(filter.getKey())))) {
          return UNWANTED;
        }
      }
      List<String> values = new ArrayList<>(groupBy.length);
      for (int position : groupBy) {
        values.add(key.get(position));
      }
      return groups.computeIfAbsent(
          values,
          _ -> {
            buckets.add(new TreeMap<>());
            return buckets.size() - 1;
          });
    }
  }
}
