// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.Field;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.query.TraceSummary.Service;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.StoreFiles;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One trace as a training job leaves it, half of it in a segment and half in memory, some spans
 * sent twice; {@code -Dclew.large-trace-spans=1000000} for a larger one.
 */
class LargeTraceTest {

  private static final int SPANS = Integer.getInteger("clew.large-trace-spans", 200_000);
  private static final int HALF = SPANS / 2;
  private static final int REPEATED = 1_000;
  private static final int CHILDREN = 50;
  private static final int PER_ERROR = 1_000;
  private static final int PER_ORPHAN = 10_000;
  private static final int PER_BATCH = 10_000;
  private static final TraceId ID = new TraceId(7, 7);

  @TempDir Path directory;
  private SegmentStore store;

  @BeforeEach
  void write() {
    store = SegmentStores.withoutMerging(directory);
    store.writer().append(Spans.batch(new RandomSpans(1).spans(1_000))).join();
    append(0, HALF);
    SegmentStores.flush(store);
    append(HALF - REPEATED, SPANS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void search_findsIt_withTheRightSummary_everyTime() {
    for (int round = 0; round < 2; round++) {
      assertThat(search(named("step")).traces()).containsExactly(summary());
    }
  }

  @Test
  void search_seesWhatArrivesLater() {
    search(named("step"));
    append(SPANS, SPANS + 1);

    assertThat(search(named("step")).traces().getFirst().spanCount()).isEqualTo(SPANS + 1);
  }

  @Test
  void differentSpans_inDifferentParts_areFoundTogether() {
    SpansetExpression last =
        SpansetExpression.spans(
            SpanFilter.equal(Field.Intrinsic.SPAN_ID, String.format(Locale.ROOT, "%016x", SPANS)));
    SpansetExpression both = new SpansetExpression.Both(named("train"), last);

    assertThat(search(both).traces()).containsExactly(summary());
    assertThat(search(both).stats().partial()).isEmpty();
    assertThat(search(new SpansetExpression.Both(both, named("validate"))).traces()).isEmpty();
    assertThat(search(new SpansetExpression.Either(named("validate"), both)).traces()).hasSize(1);
  }

  @Test
  void structure_isAnsweredOrSaidToBeMissing() {
    SpansetExpression children =
        new SpansetExpression.Structural(
            SpansetExpression.Relation.CHILD, named("train"), named("step"));
    TracePage page = search(children);

    boolean isWhole = page.stats().partial().isEmpty();
    assertThat(page.traces()).hasSize(isWhole ? 1 : 0);
    assertThat(isWhole).isEqualTo(SPANS + REPEATED <= 250_000);
  }

  @Test
  void trace_comesInChunks_inOrder_eachSpanOnce() {
    long next = 0;
    try (TraceChunks chunks = store.reader().trace(ID, QueryContext.defaults())) {
      while (chunks.hasNext()) {
        SpanBatch chunk = chunks.next();
        assertThat(chunk.spanCount()).isLessThanOrEqualTo(PER_BATCH);
        for (int row = 0; row < chunk.spanCount(); row++) {
          assertThat(chunk.spanId(row)).isEqualTo(++next);
        }
      }
    }
    assertThat(next).isEqualTo(SPANS);
  }

  @Test
  void export_takesItPieceByPiece() {
    store.close();
    long spans = 0;
    try (StoreFiles files = StoreFiles.open(directory, new RealDisk());
        TraceChunks chunks = files.traces(named(), TimeRange.ALL)) {
      while (chunks.hasNext()) {
        spans += chunks.next().spanCount();
      }
    }
    assertThat(spans).isEqualTo(SPANS);
  }

  private static SpanFilter named() {
    return SpanFilter.equal(Field.Intrinsic.NAME, "step");
  }

  private static SpansetExpression named(String name) {
    return SpansetExpression.spans(SpanFilter.equal(Field.Intrinsic.NAME, name));
  }

  private TracePage search(SpansetExpression where) {
    TraceQuery query =
        new TraceQuery(where, TimeRange.ALL, TraceSort.MOST_SPANS, 20, Optional.empty(), false);
    return store.reader().search(query, QueryContext.defaults());
  }

  private static TraceSummary summary() {
    int errors = (SPANS - 1) / PER_ERROR;
    return new TraceSummary(
        ID,
        "trainer",
        "train",
        start(0),
        start(SPANS - 1) + 900,
        SPANS,
        errors,
        (SPANS - 1) / PER_ORPHAN,
        List.of(new Service("trainer", SPANS, errors)));
  }

  private static long start(int span) {
    return RandomSpans.BASE_NANOS + span * 1_000L;
  }

  private void append(int from, int to) {
    for (int begin = from; begin < to; begin += PER_BATCH) {
      store.writer().append(batch(begin, Math.min(to, begin + PER_BATCH))).join();
    }
  }

  /** Span 0 is the root; each span has 50 children, and now and then a parent that is missing. */
  private static SpanBatch batch(int from, int to) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.attribute(AttributeScope.RESOURCE, "service.name", new StringValue("trainer"));
    builder.beginScope();
    for (int i = from; i < to; i++) {
      builder.beginSpan();
      builder.traceId(ID.high(), ID.low());
      builder.spanId(i + 1L);
      boolean isOrphan = i > 0 && i % PER_ORPHAN == 0;
      builder.parentSpanId(isOrphan ? -i : i == 0 ? 0 : (i - 1) / CHILDREN + 1L);
      builder.startNanos(start(i));
      builder.endNanos(start(i) + 900);
      builder.nameRef(builder.intern(i == 0 ? "train" : "step"));
      builder.kindNumber(1);
      builder.statusNumber(i > 0 && i % PER_ERROR == 0 ? 2 : 0);
      builder.attribute(AttributeScope.SPAN, "ml.train.step", new IntValue(i));
      builder.endSpan();
    }
    builder.endScope();
    builder.endResource();
    return builder.build();
  }
}
