// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Points in time as clients write them: RFC 3339 with an offset, or a number of seconds,
 * milliseconds, microseconds or nanoseconds since the epoch, told apart by size. Today's seconds
 * have 10 digits, and each smaller unit three more, so the guess is right from 1973 to 5138.
 */
public final class TimeText {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
  private static final long SECONDS_MAX = 100_000_000_000L;
  private static final long MILLIS_MAX = 1000 * SECONDS_MAX;
  private static final long MICROS_MAX = 1000 * MILLIS_MAX;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private TimeText() {}

  /** Reads a time to epoch nanoseconds; the name is for the message of the exception. */
  public static long parse(String name, String text) {
    String time = text.strip();
    try {
      return NUMBER.matcher(time).matches() ? ofNumber(Long.parseLong(time)) : ofTimestamp(time);
    } catch (NumberFormatException | ArithmeticException | DateTimeException notATime) {
      ParameterException malformed =
          ParameterException.malformed(
              name, text, "a time such as 2026-01-31T12:00:00Z, or microseconds since the epoch");
      malformed.initCause(notATime);
      throw malformed;
    }
  }

  private static long ofNumber(long number) {
    if (number < SECONDS_MAX) {
      return Math.multiplyExact(number, SECOND_NANOS);
    }
    if (number < MILLIS_MAX) {
      return Math.multiplyExact(number, 1_000_000);
    }
    return number < MICROS_MAX ? Math.multiplyExact(number, 1000) : number;
  }

  private static long ofTimestamp(String time) {
    // The plus sign of an offset that was not escaped arrives as a blank.
    Instant instant = OffsetDateTime.parse(time.replace(' ', '+')).toInstant();
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND_NANOS), instant.getNano());
  }
}
