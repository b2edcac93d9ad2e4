// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When incidents happen: the same round again and again, aligned so that a round begins at the
 * origin, and therefore also before it.
 *
 * @param originNanos the moment the demo goes live, in epoch nanoseconds
 * @param round how long one round lasts
 */
public record Timetable(long originNanos, Duration round) {

  /** How often everything comes round again, unless told otherwise. */
  public static final Duration ROUND = Duration.ofMinutes(40);

  /** Whether {@code incident} is under way at this time. */
  public boolean active(Incident incident, long epochNanos) {
    return progress(incident, epochNanos) >= 0;
  }

  /** How far {@code incident} has got, from 0 to 1, or -1 if it is not under way. */
  public double progress(Incident incident, long epochNanos) {
    long intoRoundNanos = Math.floorMod(epochNanos - originNanos, round.toNanos());
    long intoNanos = intoRoundNanos - incident.offset().toNanos();
    long lengthNanos = incident.length().toNanos();
    return intoNanos < 0 || intoNanos >= lengthNanos ? -1 : (double) intoNanos / lengthNanos;
  }

  /** The times within [{@code from}, {@code to}) at which {@code incident} is under way. */
  public List<Window> windows(Incident incident, Instant from, Instant to) {
    Instant origin = Instant.ofEpochSecond(0, originNanos);
    long firstRound = Math.floorDiv(Duration.between(origin, from).toNanos(), round.toNanos());
    Instant start = origin.plus(round.multipliedBy(firstRound)).plus(incident.offset());
    List<Window> windows = new ArrayList<>();
    for (; start.isBefore(to); start = start.plus(round)) {
      Instant end = start.plus(incident.length());
      if (end.isAfter(from)) {
        windows.add(new Window(start.isBefore(from) ? from : start, end.isAfter(to) ? to : end));
      }
    }
    return windows;
  }

  /** A stretch of time, the end excluded. */
  public record Window(Instant start, Instant end) {

    /** Whether this epoch-nanosecond time lies within. */
    public boolean contains(long epochNanos) {
      long startNanos = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
      long endNanos = TimeUnit.SECONDS.toNanos(end.getEpochSecond()) + end.getNano();
      return startNanos <= epochNanos && epochNanos < endNanos;
    }
  }
}
