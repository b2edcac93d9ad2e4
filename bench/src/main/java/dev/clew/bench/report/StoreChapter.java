// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.ingest.Directories;
import dev.clew.bench.report.Figure.Goal.AtMost;
import dev.clew.bench.store.EagerStore;
import dev.clew.model.AttributeScope;
import dev.clew.store.TraceStore;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure.Count;
import dev.clew.store.query.AggregateQuery.Figure.Quantile;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.SegmentStore;
import dev.clew.store.segment.compact.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What is left on disk once everything has been merged, and how fast it is counted: opens the
 * directory of a server that has stopped.
 */
final class StoreChapter {

  private static final Duration SETTLE_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration HEAD_AGE_MAX = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final double bytesPerSpanMax;
  private final Field grouping;
  private final SpanFilter filter;

  /**
   * A chapter.
   *
   * @param filter of the aggregate that is timed
   * @param grouping by what it is grouped
   */
  StoreChapter(double bytesPerSpanMax, SpanFilter filter, Field grouping) {
    this.bytesPerSpanMax = bytesPerSpanMax;
    this.filter = filter;
    this.grouping = grouping;
  }

  static StoreChapter ml() {
    return new StoreChapter(
        24,
        SpanFilter.equal(Field.Intrinsic.SERVICE_NAME, "model-server"),
        new Field.Attribute(AttributeScope.SPAN, "ml.model.version"));
  }

  static StoreChapter tracegen() {
    return new StoreChapter(
        45,
        SpanFilter.equal(new Field.Attribute(AttributeScope.SPAN, "attr_07"), "val-123"),
        Field.Intrinsic.NAME);
  }

  Chapter measure(Path data) throws IOException {
    try (SegmentStore store = EagerStore.open(data, HEAD_AGE_MAX)) {
      Manifest manifest = settle(store);
      double[] aggregateMillis = aggregate(store);
      return new Chapter(
          "Store",
          List.of(
              Figure.of(
                  "bytes per span on disk, merged",
                  "B",
                  new AtMost(bytesPerSpanMax),
                  (double) Directories.size(data) / manifest.spanCount()),
              Figure.of(
                  "count and p99, one filter, grouped by one attribute, all spans",
                  "ms",
                  new AtMost(300),
                  aggregateMillis)),
          List.of(
              "%s spans in %s segments. Disk: the whole data directory after flush and merge. The"
                      .formatted(Numbers.format(manifest.spanCount()), manifest.segments().size())
                  + " aggregate scans columns, in process."));
    }
  }

  private double[] aggregate(TraceStore store) {
    AggregateQuery query =
        new AggregateQuery(
            filter,
            TimeRange.ALL,
            AggregateQuery.Unit.SPANS,
            Optional.empty(),
            List.of(grouping),
            List.of(new Count(), new Quantile(Field.Intrinsic.DURATION, 0.99)),
            100);
    double[] millis = new double[11];
    for (int i = -5; i < millis.length; i++) {
      long beginNanos = System.nanoTime();
      AggregateResult result = store.reader().aggregate(query, QueryContext.defaults());
      if (result.groups().isEmpty()) {
        throw new IllegalStateException("aggregate: no groups (expected: some)");
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - beginNanos) / 1e6;
      }
    }
    return millis;
  }

  /** Waits until nothing changes any more. */
  private static Manifest settle(SegmentStore store) {
    long endNanos = System.nanoTime() + SETTLE_TIMEOUT.toNanos();
    Manifest manifest = store.manifest();
    long sinceNanos = System.nanoTime();
    while (System.nanoTime() - sinceNanos < QUIET.toNanos() && System.nanoTime() < endNanos) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      Manifest now = store.manifest();
      if (!now.equals(manifest)) {
        manifest = now;
        sinceNanos = System.nanoTime();
      }
    }
    return manifest;
  }
}
