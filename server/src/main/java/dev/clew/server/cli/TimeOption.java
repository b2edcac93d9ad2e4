// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.TimeText;
import dev.clew.server.config.DurationText;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: a point in time, or how long ago it was. */
final class TimeOption {

  private TimeOption() {}

  /** Reads a time to epoch nanoseconds; the name is for the message of the exception. */
  static long parse(String name, String text, InstantSource clock) {
    try {
      return TimeText.parse(name, text);
    } catch (ParameterException _) {
      try {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis()) - DurationText.parse(text).toNanos();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            name
                + ": "
                + text
                + " (expected: a time such as 2026-01-31T12:00:00Z, or how long ago, such as 24h)");
      }
    }
  }
}
