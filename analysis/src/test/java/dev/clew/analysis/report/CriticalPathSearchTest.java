// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.analysis.aggregate.BatchAnalysis;
import dev.clew.analysis.aggregate.Batches;
import dev.clew.analysis.aggregate.Batches.BatchOperation;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.model.Span;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Critical paths of many requests, and the batches in other traces that they waited for. */
class CriticalPathSearchTest {

  private static final int BATCHES = 100; // added to the numbers of traces of batches

  private final List<Span> spans = new ArrayList<>();

  /**
   * Requests of 100 that wait in "infer" from 20 to 90. Two of them share a batch that runs from 40
   * to 80 and links to them; a third links to one of its own, of a size that it says, from 50 on; a
   * fourth does not wait for a batch.
   */
  @Test
  void batches_areThoseWorkedOutByHand() {
    request(1);
    request(2);
    request(3, BATCHES + 2);
    request(4);
    add(batch(BATCHES + 1, 40, 80).link(1, 2).link(2, 2));
    add(batch(BATCHES + 2, 50, 200).attribute("ml.batch.size", 8));

    Batches batches = batches("web");

    assertThat(batches.linkedTraces()).isEqualTo(2);
    assertThat(batches.incomplete()).isEmpty();
    assertThat(batches.operations()).hasSize(1);
    BatchOperation batch = batches.operations().getFirst();
    assertThat(batch.service()).isEqualTo("gpu");
    assertThat(batch.name()).isEqualTo("batch");
    assertThat(batch.waitingService()).isEqualTo("model");
    assertThat(batch.waitingName()).isEqualTo("infer");
    assertThat(batch.batches()).isEqualTo(2);
    assertThat(batch.requestShare()).isEqualTo(3 / 4.0);
    assertThat(batch.waitNanos()).isEqualTo((40 + 40 + 40) / 4.0);
    assertThat(batch.shareNanos()).isEqualTo((20 + 20 + 5) / 4.0);
    assertThat(batch.pathShare()).isEqualTo(120 / 400.0);
    assertThat(batch.size()).isEqualTo((2 + 2 + 8) / 3.0);
    assertThat(batch.evidence().traces()).isEqualTo(3);
  }

  @Test
  void batchesThatAreRequestsThemselves_areFound_andWaitForNobody() {
    request(1, BATCHES + 1);
    request(2, BATCHES + 1);
    add(batch(BATCHES + 1, 40, 80).link(1, 2).link(2, 2));

    Batches batches = batches("");

    assertThat(batches.operations()).hasSize(1);
    assertThat(batches.operations().getFirst().waitingName()).isEqualTo("infer");
    assertThat(batches.operations().getFirst().requestShare()).isEqualTo(2 / 3.0);
    assertThat(batches.operations().getFirst().waitNanos()).isCloseTo(80 / 3.0, within(1e-9));
  }

  @Test
  void limit_readsWhatMostLinkTo_andIsSaid() {
    request(1, BATCHES + 2);
    request(2, BATCHES + 1);
    request(3, BATCHES + 2);
    add(batch(BATCHES + 1, 40, 80));
    add(batch(BATCHES + 2, 50, 80));

    Batches batches = answer(reader -> batches(reader, "web", 1));

    assertThat(batches.linkedTraces()).isEqualTo(1);
    assertThat(batches.incomplete()).hasValue("that is not all, requests link to 2");
    assertThat(batches.operations().getFirst().requestShare()).isEqualTo(2 / 3.0);
  }

  @Test
  void limit_onTracesThatLinkToRequests_isSaid() {
    request(1);
    request(2);
    add(batch(BATCHES + 1, 40, 80).link(1, 2));
    add(batch(BATCHES + 2, 50, 80).link(2, 2));

    Batches batches = answer(reader -> batches(reader, "web", 1));

    assertThat(batches.linkedTraces()).isEqualTo(1);
    assertThat(batches.incomplete())
        .hasValue("more traces of that time have links, and may hold batches");
  }

  @Test
  void sampledRequests_countAsOftenAsTheyStandFor() {
    add(span(1, 1).service("web").name("GET").durationNanos(100).traceState("ot=th:c"));
    add(infer(1));
    request(2);
    add(batch(BATCHES + 1, 40, 80).link(1, 2));

    BatchOperation batch = batches("web").operations().getFirst();

    assertThat(batch.requestShare()).isEqualTo(4 / 5.0);
    assertThat(batch.waitNanos()).isEqualTo(40 * 4 / 5.0);
  }

  /**
   * Random links between random requests and batches, against the definition, nanosecond by
   * nanosecond.
   */
  @Test
  void batches_areThoseOfTheDefinition() {
    Seeds.check(
        60,
        random -> {
          spans.clear();
          int requests = random.nextInt(1, 8);
          int batches = random.nextInt(1, 5);
          boolean[][] linked = new boolean[requests + 1][batches + 1];
          boolean[][] links = new boolean[requests + 1][batches + 1]; // from the batch
          long[][] runs = new long[batches + 1][];
          for (int batch = 1; batch <= batches; batch++) {
            long start = random.nextLong(20, 90);
            runs[batch] = new long[] {start, start + random.nextLong(1, 60)};
            SpanSpec spec = batch(BATCHES + batch, runs[batch][0], runs[batch][1]);
            for (int request = 1; request <= requests; request++) {
              int direction = random.nextInt(5);
              linked[request][batch] = direction < 3;
              links[request][batch] = direction == 1 || direction == 2;
              if (links[request][batch]) {
                spec.link(request, 2);
              }
            }
            add(spec);
          }
          addRequests(linked, links, requests, random);

          Batches answer = batches("web");

          double[] expected = expected(linked, links, runs);
          assertThat(answer.operations().stream().mapToDouble(BatchOperation::waitNanos).sum())
              .isCloseTo(expected[0] / requests, within(1e-9));
          assertThat(answer.operations().stream().mapToDouble(BatchOperation::shareNanos).sum())
              .isCloseTo(expected[1] / requests, within(1e-9));
        });
  }

  /** Whoever is linked, but not by its batch, links to it; who is may do so, too. */
  private void addRequests(
      boolean[][] linked, boolean[][] links, int requests, RandomGenerator random) {
    for (int request = 1; request <= requests; request++) {
      Set<Integer> targets = new HashSet<>();
      for (int batch = 1; batch < linked[request].length; batch++) {
        if (linked[request][batch] && (!links[request][batch] || random.nextBoolean())) {
          targets.add(BATCHES + batch);
        }
      }
      request(request, targets.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** Waiting, and its share, of all requests: of each moment, for the first batch that runs. */
  private static double[] expected(boolean[][] linked, boolean[][] links, long[][] runs) {
    double waiting = 0;
    double share = 0;
    for (int request = 1; request < linked.length; request++) {
      for (long moment = 20; moment < 90; moment++) {
        int first = 0;
        for (int batch = 1; batch < runs.length; batch++) {
          boolean runsNow = runs[batch][0] <= moment && moment < runs[batch][1];
          if (linked[request][batch]
              && runsNow
              && (first == 0 || runs[batch][0] < runs[first][0])) {
            first = batch;
          }
        }
        if (first > 0) {
          int size = 0;
          for (int other = 1; other < links.length; other++) {
            size += links[other][first] ? 1 : 0;
          }
          waiting++;
          share += 1.0 / Math.max(1, size);
        }
      }
    }
    return new double[] {waiting, share};
  }

  private void request(int trace, int... batches) {
    add(span(trace, 1).service("web").name("GET").durationNanos(100));
    SpanSpec infer = infer(trace);
    for (int batch : batches) {
      infer.link(batch, 1);
    }
    add(infer);
  }

  private static SpanSpec infer(int trace) {
    return span(trace, 2)
        .parent(1)
        .service("model")
        .name("infer")
        .startsAfterNanos(20)
        .durationNanos(70);
  }

  private static SpanSpec batch(int trace, long from, long to) {
    return span(trace, 1)
        .service("gpu")
        .name("batch")
        .startsAfterNanos(from)
        .durationNanos(to - from);
  }

  private void add(SpanSpec spec) {
    spans.add(spec.build());
  }

  private Batches batches(String service) {
    return answer(reader ->
        new CriticalPathSearch(reader, query(service), 0.5)
            .answer(QueryContext.defaults())
            .batches());
  }

  private static Batches batches(TraceReader reader, String service, int tracesMax) {
    TraceFeed feed = new TraceFeed(reader);
    BatchAnalysis analysis = new BatchAnalysis(feed.names());
    new CoverageCounter().read(feed, query(service), List.of(analysis), QueryContext.defaults());
    return new LinkedTraces(reader, feed, tracesMax).batches(analysis, QueryContext.defaults());
  }

  private static AnalysisQuery query(String service) {
    return new AnalysisQuery(
        service.isEmpty() ? Optional.empty() : Optional.of(service),
        Optional.empty(),
        SpanFilter.all(),
        TimeRange.ALL,
        1000);
  }

  private <T> T answer(Function<TraceReader, T> question) {
    try (ReferenceTraceStore store = new ReferenceTraceStore()) {
      store.writer().append(Spans.batch(spans)).join();
      return question.apply(store.reader());
    }
  }
}
