// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartRollupTest {

  private static final RollupConfig SMALL =
      new RollupConfig(
          RollupConfig.defaults().modelFields(),
          RollupConfig.defaults().modelVersionFields(),
          new RollupConfig.Limits(Duration.ofHours(1), 250_000, 3, 10),
          RollupConfig.defaults().kept());

  /** However often a head is counted while it grows, and wherever it is cut into heads. */
  @Test
  void count_inAnyPieces_isTheSame() {
    Seeds.check(
        20,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(300);
          List<RollupPart> whole = PartRollup.ofAll(List.of(part(spans)), RollupConfig.defaults());
          PartRollups counted = new PartRollups(RollupConfig.defaults());
          List<Part> sealed = new ArrayList<>();
          Head head = new Head(1);
          for (int begin = 0; begin < spans.size(); ) {
            int end = Math.min(spans.size(), begin + random.nextInt(1, 60));
            head.append(Spans.batch(spans.subList(begin, end)));
            head.publish();
            begin = end;
            if (random.nextBoolean()) {
              counted.of(head.part(), sealed);
            }
            if (random.nextInt(4) == 0) {
              sealed.add(head.part());
              head = new Head(begin);
            }
          }
          sealed.add(head.part());
          List<RollupPart> pieces = counted.of(sealed, List.of());
          for (RollupSource source : RollupSource.values()) {
            assertThat(Figures.of(source, pieces)).isEqualTo(Figures.of(source, whole));
          }
        });
  }

  @Test
  void count_idsInNames_areBoundedAndCountedAsOther() {
    List<Span> spans =
        IntStream.range(0, 100)
            .mapToObj(i -> Spans.span(i + 1, 1).service("web").name("GET /user/" + i).build())
            .toList();
    List<RollupPart> rollups = PartRollup.ofAll(List.of(part(spans)), SMALL);

    RollupResult result = byOperation(rollups);

    assertThat(result.series()).hasSize(4);
    assertThat(result.series().getFirst().key()).containsExactly(RollupQuery.OTHER);
    assertThat(result.series().getFirst().total().figures().count()).isEqualTo(97);
    assertThat(result.otherCount()).isEqualTo(97);
  }

  @Test
  void count_tooManyKeys_keepsTheService() {
    List<Span> spans =
        IntStream.range(0, 100)
            .mapToObj(i ->
                Spans.span(i + 1, 1)
                    .service("service-" + i % 3)
                    .name("operation-" + i % 3)
                    .attribute("ml.model.name", "model-" + i)
                    .build())
            .toList();
    List<RollupPart> rollups = PartRollup.ofAll(List.of(part(spans)), SMALL);

    RollupQuery byService =
        new RollupQuery(
            RollupSource.SPANS,
            TimeRange.ALL,
            Optional.empty(),
            Map.of(),
            List.of(RollupDimension.SERVICE),
            100);
    RollupResult result = Figures.answer(byService, rollups);

    assertThat(result.series())
        .extracting(RollupResult.Series::key)
        .containsExactly(List.of("service-0"), List.of("service-1"), List.of("service-2"));
    assertThat(Figures.count(RollupSource.SPANS, rollups)).isEqualTo(100);
  }

  @Test
  void count_partOutOfReach_isNotAsked() {
    Part parent = part(List.of(Spans.span(1, 1).service("web").build()));
    Part near = child(Duration.ofMinutes(50));
    Part far = child(Duration.ofMinutes(70));

    assertThat(Figures.count(RollupSource.CALLS, PartRollup.ofAll(List.of(parent, near), SMALL)))
        .isEqualTo(1);
    assertThat(Figures.count(RollupSource.CALLS, PartRollup.ofAll(List.of(parent, far), SMALL)))
        .isZero();
  }

  /** Calls of web to db in a head that grows, and in the next. */
  @Test
  void count_traceOfManySpans_countsCallsWithinWhatIsNew() {
    RollupConfig config =
        new RollupConfig(
            SMALL.modelFields(),
            SMALL.modelVersionFields(),
            new RollupConfig.Limits(Duration.ofHours(1), 5, 100, 100),
            SMALL.kept());
    PartRollups counted = new PartRollups(config);
    Head head = new Head(1);
    head.append(Spans.batch(List.of(root(1), call(2, 1), call(3, 1), call(4, 1))));
    head.publish();
    counted.of(head.part(), List.of());
    head.append(Spans.batch(List.of(call(5, 1), call(6, 1), root(7), call(8, 7))));
    head.publish();
    counted.of(head.part(), List.of());
    Part next = part(List.of(call(9, 1), root(10), call(11, 10)));

    List<RollupPart> rollups = counted.of(List.of(head.part(), next), List.of());

    assertThat(Figures.count(RollupSource.SPANS, rollups)).isEqualTo(11);
    assertThat(Figures.count(RollupSource.CALLS, rollups)).isEqualTo(3 + 1 + 1);
  }

  private static Span root(long id) {
    return Spans.span(1, id).service("web").build();
  }

  private static Span call(long id, long parentId) {
    return Spans.span(1, id).parent(parentId).service("db").build();
  }

  private static Part child(Duration later) {
    return part(
        List.of(
            Spans.span(1, 2).parent(1).service("db").startsAfterNanos(later.toNanos()).build()));
  }

  private static RollupResult byOperation(List<RollupPart> rollups) {
    return Figures.answer(
        new RollupQuery(
            RollupSource.SPANS,
            TimeRange.ALL,
            Optional.empty(),
            Map.of(),
            List.of(RollupDimension.OPERATION),
            100),
        rollups);
  }

  private static Part part(List<Span> spans) {
    Head head = new Head(1);
    head.append(Spans.batch(spans));
    head.publish();
    return head.part();
  }
}
