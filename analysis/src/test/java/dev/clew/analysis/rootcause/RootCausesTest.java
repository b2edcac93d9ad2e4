// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RootCausesTest {

  private final TraceViews views = new TraceViews();

  @Test
  void rank_callerWaitsForASlowNetwork_blamesTheCalleeItLeadsTo() {
    List<Suspect> suspects = RootCauses.rank(traces(1, 0, 0), traces(2, 0, 200), true);
    assertThat(suspects.getFirst().service()).isEqualTo("store");
    assertThat(suspects.getFirst().evidence().getFirst().kind()).isEqualTo(Evidence.Kind.CALL_GAP);
  }

  @Test
  void rank_serviceItselfSlower_blamesIt() {
    List<Suspect> suspects = RootCauses.rank(traces(1, 0, 0), traces(2, 100, 0), true);
    assertThat(suspects.getFirst().service()).isEqualTo("store");
    assertThat(suspects.getFirst().evidence().getFirst().kind()).isEqualTo(Evidence.Kind.SELF_TIME);
    assertThat(suspects.getFirst().evidence().getFirst().exampleTraceId()).isPresent();
  }

  @Test
  void rank_nothingChanged_suspectsNobodyMuch() {
    assertThat(RootCauses.rank(traces(1, 0, 0), traces(2, 0, 0), true))
        .allMatch(suspect -> suspect.score() < 0.05);
  }

  @Test
  void rank_noIncident_isEmpty() {
    assertThat(RootCauses.rank(traces(1, 0, 0), List.of(), true)).isEmpty();
  }

  @Test
  void rank_aFifthOfTheCallsSlower_isSeenThoughTheMedianStays() {
    List<Suspect> suspects =
        RootCauses.rank(traces(1, 200, 1, 0, 0), traces(2, 200, 5, 200, 0), true);
    assertThat(suspects.getFirst().service()).isEqualTo("store");
    assertThat(suspects.getFirst().evidence().getFirst().text()).contains("95th percentile");
  }

  /** gateway and batch call store, which takes 10 ms and more, over a way of 2 ms and more. */
  private List<TraceView> traces(long seed, double slowerMillis, double fartherMillis) {
    return traces(seed, 40, 1, slowerMillis, fartherMillis);
  }

  /** As above, but only one in {@code every} traces is slower. */
  private List<TraceView> traces(
      long seed, int count, int every, double slowerMillis, double fartherMillis) {
    Random random = new Random(seed);
    List<Span> spans = new ArrayList<>();
    for (int trace = 1; trace <= count; trace++) {
      double slower = trace % every == 0 ? slowerMillis : 0;
      long own = nanos((10 + slower) * Math.exp(0.1 * random.nextGaussian()));
      long way = nanos((2 + fartherMillis) * Math.exp(0.1 * random.nextGaussian()));
      String caller = trace % 2 == 0 ? "gateway" : "batch";
      spans.add(
          Spans.span(trace, 1)
              .service(caller)
              .name("root")
              .durationNanos(own + way + nanos(6))
              .build());
      spans.add(
          Spans.span(trace, 2)
              .parent(1)
              .service(caller)
              .name("call")
              .startsAfterNanos(nanos(3))
              .durationNanos(own + way)
              .build());
      spans.add(
          Spans.span(trace, 3)
              .parent(2)
              .service("store")
              .name("get")
              .startsAfterNanos(nanos(3) + way / 2)
              .durationNanos(own)
              .build());
    }
    return views.list(List.of(Spans.batch(spans)));
  }

  private static long nanos(double millis) {
    return (long) (millis * 1e6);
  }
}
