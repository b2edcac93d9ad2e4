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
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Services judged by nothing but which calls they make: all times are the same in all traces. */
class CallChangesTest {

  private static final int TRACES = 40;
  private static final long MILLI = 1_000_000;

  private final TraceViews views = new TraceViews();
  private final List<Span> spans = new ArrayList<>();

  @Test
  void rank_bothCallersStopAfterTheSameCall_blamesWhatTheyCalled() {
    List<TraceView> usual = shops(_ -> true);
    List<Suspect> suspects = RootCauses.rank(usual, shops(_ -> false), false);
    assertThat(suspects.getFirst().service()).isEqualTo("prices");
    assertThat(suspects.getFirst().evidence().getFirst().kind())
        .isEqualTo(Evidence.Kind.CALL_CHANGE);
    assertThat(suspects.getFirst().evidence().getFirst().text()).contains("GET prices");
  }

  @Test
  void rank_oneCallerStopsAfterWhateverItCalls_blamesIt() {
    List<TraceView> usual = eitherOrder(_ -> true);
    List<TraceView> now = eitherOrder(trace -> trace % 2 == 0);
    assertThat(RootCauses.rank(usual, now, false).getFirst().service()).isEqualTo("kiosk");
  }

  @Test
  void rank_visitsGetFartherThanBefore_suspectsThemLittle() {
    List<TraceView> broken = shops(_ -> false);
    List<TraceView> healed = shops(_ -> true);
    double worse = RootCauses.rank(healed, broken, false).getFirst().score();
    double better = RootCauses.rank(broken, healed, false).getFirst().score();
    assertThat(better).isPositive().isLessThan(worse / 2);
  }

  @Test
  void rank_oneTraceDoesOtherwiseAHundredTimes_isNoSign() {
    List<TraceView> usual = loops(_ -> false);
    List<TraceView> now = loops(trace -> trace == 1);
    assertThat(RootCauses.rank(usual, now, false)).allMatch(suspect -> suspect.score() == 0);
  }

  @Test
  void rank_mostTracesDoOtherwise_isASign() {
    List<TraceView> usual = loops(_ -> false);
    List<TraceView> now = loops(trace -> trace % 4 != 0);
    assertThat(RootCauses.rank(usual, now, false).getFirst().score()).isPositive();
  }

  /** shop and kiosk take turns; each asks prices, and then, if it goes on, stock. */
  private List<TraceView> shops(IntPredicate goesOn) {
    return visits(_ -> "prices", _ -> "stock", goesOn);
  }

  /** As {@link #shops}, but every other time each asks stock first. */
  private List<TraceView> eitherOrder(IntPredicate goesOn) {
    return visits(
        trace -> trace % 4 < 2 ? "prices" : "stock",
        trace -> trace % 4 < 2 ? "stock" : "prices",
        goesOn);
  }

  private List<TraceView> visits(
      IntFunction<String> first, IntFunction<String> second, IntPredicate goesOn) {
    spans.clear();
    for (int trace = 1; trace <= TRACES; trace++) {
      String shop = trace % 2 == 0 ? "shop" : "kiosk";
      add(trace, 1, 0, shop, "buy", 0, 50);
      call(trace, 10, shop, first.apply(trace), 5);
      if (goesOn.test(trace)) {
        call(trace, 20, shop, second.apply(trace), 20);
      }
    }
    return views.list(List.of(Spans.batch(spans)));
  }

  /** shop asks stock a hundred times, or in some traces an archive. */
  private List<TraceView> loops(IntPredicate asksArchive) {
    spans.clear();
    for (int trace = 1; trace <= TRACES; trace++) {
      add(trace, 1, 0, "shop", "list", 0, 1_000);
      for (int i = 0; i < 100; i++) {
        call(trace, 10 + 2 * i, "shop", asksArchive.test(trace) ? "archive" : "stock", 9L * i);
      }
    }
    return views.list(List.of(Spans.batch(spans)));
  }

  private void call(int trace, int span, String caller, String callee, long startMillis) {
    add(trace, span, 1, caller, "GET " + callee, startMillis, 8);
    add(trace, span + 1, span, callee, "get", startMillis + 1, 6);
  }

  private void add(
      int trace, int span, int parent, String service, String name, long startMillis, long millis) {
    spans.add(
        Spans.span(trace, span)
            .parent(parent)
            .service(service)
            .name(name)
            .startsAfterNanos(startMillis * MILLI)
            .durationNanos(millis * MILLI)
            .build());
  }
}
