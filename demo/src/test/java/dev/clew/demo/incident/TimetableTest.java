// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import static dev.clew.demo.incident.Incidents.CONFIDENCE_DRIFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimetableTest {

  private static final Instant ORIGIN = Instant.parse("2026-03-03T15:00:00Z");
  private static final long ORIGIN_NANOS = TimeUnit.SECONDS.toNanos(ORIGIN.getEpochSecond());
  private static final Duration ROUND = Duration.ofMinutes(40);

  private final Timetable timetable = new Timetable(ORIGIN_NANOS, ROUND);

  @Test
  void progress_runsFromZeroToOne_inEveryRoundBeforeAndAfterTheOrigin() {
    for (int round : List.of(-3, -1, 0, 5)) {
      long startNanos =
          ORIGIN_NANOS + ROUND.multipliedBy(round).toNanos() + CONFIDENCE_DRIFT.offset().toNanos();
      long halfNanos = CONFIDENCE_DRIFT.length().toNanos() / 2;
      assertThat(timetable.progress(CONFIDENCE_DRIFT, startNanos - 1)).isEqualTo(-1);
      assertThat(timetable.progress(CONFIDENCE_DRIFT, startNanos)).isZero();
      assertThat(timetable.progress(CONFIDENCE_DRIFT, startNanos + halfNanos))
          .isCloseTo(0.5, within(1e-9));
      assertThat(timetable.progress(CONFIDENCE_DRIFT, startNanos + 2 * halfNanos)).isEqualTo(-1);
    }
  }

  @Test
  void windows_agreeWithActive_secondBySecond() {
    Instant from = ORIGIN.minus(Duration.ofMinutes(97));
    Instant to = ORIGIN.plus(Duration.ofMinutes(11));
    for (Incident incident : Incidents.ALL) {
      List<Timetable.Window> windows = timetable.windows(incident, from, to);
      for (Instant time = from; time.isBefore(to); time = time.plusSeconds(1)) {
        long nanos = TimeUnit.SECONDS.toNanos(time.getEpochSecond());
        assertThat(windows.stream().anyMatch(window -> window.contains(nanos)))
            .as("%s at %s", incident.name(), time)
            .isEqualTo(timetable.active(incident, nanos));
      }
    }
  }

  @Test
  void incidents_fitIntoARound_andDoNotOverlap() {
    List<Incident> inOrder = new ArrayList<>(Incidents.ALL);
    for (int index = 0; index < inOrder.size(); index++) {
      Duration end = inOrder.get(index).offset().plus(inOrder.get(index).length());
      Duration next =
          index + 1 < inOrder.size() ? inOrder.get(index + 1).offset() : Timetable.ROUND;
      assertThat(end).isLessThanOrEqualTo(next);
    }
  }
}
