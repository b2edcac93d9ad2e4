// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.TimeText;
import dev.clew.server.config.DurationText;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a point in time, or how long ago it was, to epoch nanoseconds. */
final class TimeOption implements ITypeConverter<Long> {

  private final InstantSource clock = InstantSource.system();

  @Override
  public Long convert(String text) {
    try {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis()) - DurationText.parse(text).toNanos();
    } catch (IllegalArgumentException notADuration) {
      return pointInTime(text, notADuration);
    }
  }

  private static long pointInTime(String text, IllegalArgumentException notADuration) {
    try {
      return TimeText.parse("time", text);
    } catch (ParameterException e) {
      e.addSuppressed(notADuration);
      TypeConversionException malformed =
          new TypeConversionException(
              text
                  + " (expected: a time such as 2026-01-31T12:00:00Z, or how long ago, such as 24h)");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
