// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.traffic;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.demo.sim.FreePacer;
import dev.clew.demo.sim.Simulation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final long ORIGIN_NANOS = SECONDS.toNanos(1_772_550_000);

  @Test
  void run_aroundTheOrigin_arriveAtTheRateAskedFor() throws InterruptedException {
    long fromNanos = ORIGIN_NANOS - MINUTES.toNanos(5);
    List<Long> times = arrivals(20, fromNanos, ORIGIN_NANOS + MINUTES.toNanos(5));
    assertThat(times.size() / 600.0).isCloseTo(20, within(2.0));
  }

  @Test
  void run_overADay_followTheCurve() throws InterruptedException {
    DayCurve curve = new DayCurve(ORIGIN_NANOS);
    long fromNanos = ORIGIN_NANOS - HOURS.toNanos(24);
    List<Long> times = arrivals(2, fromNanos, ORIGIN_NANOS);
    for (int hour = 0; hour < 24; hour++) {
      long startNanos = fromNanos + HOURS.toNanos(hour);
      long count =
          times.stream().filter(t -> t >= startNanos && t < startNanos + HOURS.toNanos(1)).count();
      double expected = 0;
      for (int minute = 0; minute < 60; minute++) {
        expected += 2 * 60 * curve.at(startNanos + MINUTES.toNanos(minute));
      }
      assertThat((double) count).as("hour %s", hour).isCloseTo(expected, within(0.12 * expected));
    }
  }

  @Test
  void curve_isOneAtTheOrigin_andNeverAboveItsMaximum() {
    DayCurve curve = new DayCurve(ORIGIN_NANOS);
    assertThat(curve.at(ORIGIN_NANOS)).isEqualTo(1);
    for (int minute = 0; minute < 3 * 24 * 60; minute++) {
      assertThat(curve.at(ORIGIN_NANOS + MINUTES.toNanos(minute)))
          .isPositive()
          .isLessThan(curve.max());
    }
  }

  @Test
  void draw_everyRequestKind_turnsUp() {
    Map<RequestKind, Integer> counts = new EnumMap<>(RequestKind.class);
    SplittableRandom random = new SplittableRandom(9);
    for (int request = 0; request < 10_000; request++) {
      counts.merge(RequestKind.draw(random), 1, Integer::sum);
    }
    assertThat(counts).containsOnlyKeys(RequestKind.values());
    assertThat(counts.get(RequestKind.SCORE_PAYMENT)).isBetween(4_300, 4_700);
  }

  private static List<Long> arrivals(double perSecond, long fromNanos, long toNanos)
      throws InterruptedException {
    Simulation simulation = new Simulation(FreePacer.unbounded());
    List<Long> times = new ArrayList<>();
    Arrivals arrivals =
        new Arrivals(
            simulation,
            new DayCurve(ORIGIN_NANOS),
            perSecond,
            (strand, _) -> times.add(strand.nowNanos()));
    simulation.spawn(fromNanos, new SplittableRandom(11), strand -> arrivals.run(strand, toNanos));
    simulation.run();
    return times;
  }
}
