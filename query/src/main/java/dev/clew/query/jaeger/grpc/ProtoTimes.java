// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.clew.query.jaeger.EpochNanos;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.query.TimeRange;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Times of protobuf and nanoseconds. Go sends a time that was never set as the year 1; so what lies
 * beyond 1677 and 2262 counts as no limit.
 */
final class ProtoTimes {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SECONDS_MAX = Long.MAX_VALUE / SECOND_NANOS;

  private ProtoTimes() {}

  static Timestamp timestamp(long epochNanos) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(epochNanos, SECOND_NANOS))
        .setNanos((int) Math.floorMod(epochNanos, SECOND_NANOS))
        .build();
  }

  static Duration duration(long nanos) {
    return Duration.newBuilder()
        .setSeconds(nanos / SECOND_NANOS)
        .setNanos((int) (nanos % SECOND_NANOS))
        .build();
  }

  /** A range of which either end may be open. */
  static TimeRange range(String name, Timestamp first, Timestamp last) {
    OptionalLong start = nanos(first);
    OptionalLong end = nanos(last);
    long startNanos = start.orElse(Long.MIN_VALUE);
    long endNanos = end.orElse(Long.MAX_VALUE);
    if (endNanos < startNanos) {
      throw ParameterException.malformed(name, last.toString().strip(), "not before the start");
    }
    return EpochNanos.closedRange(startNanos, endNanos);
  }

  /** Epoch nanoseconds; empty for a time that was not set. */
  static OptionalLong nanos(Timestamp time) {
    boolean isSet = time.getSeconds() != 0 || time.getNanos() != 0;
    return isSet && Math.abs(time.getSeconds()) < SECONDS_MAX
        ? OptionalLong.of(time.getSeconds() * SECOND_NANOS + time.getNanos())
        : OptionalLong.empty();
  }

  /** A bound on durations; empty for none. */
  static OptionalLong nanos(String name, Duration duration) {
    if (duration.getSeconds() < 0
        || duration.getNanos() < 0
        || duration.getSeconds() >= SECONDS_MAX) {
      throw ParameterException.malformed(
          name, duration.getSeconds() + "s", "from 0 to " + SECONDS_MAX + "s");
    }
    long nanos = duration.getSeconds() * SECOND_NANOS + duration.getNanos();
    return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
