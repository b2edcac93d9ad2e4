// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 30s}, {@code 1h30m}. The unit is never left
 * out.
 */
public final class DurationText {

  private static final Pattern PART = Pattern.compile("(\\d{1,18})(ns|us|ms|s|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

  private DurationText() {}

  /**
   * Throws {@link IllegalArgumentException} or, beyond what a duration holds, {@link
   * ArithmeticException}.
   */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(Unit.of(part.group(2)).size.multipliedBy(Long.parseLong(part.group(1))));
    }
    return sum;
  }

  static String format(Duration duration) {
    StringBuilder text = new StringBuilder();
    Duration rest = duration;
    for (Unit unit : Unit.values()) {
      long count = rest.dividedBy(unit.size);
      if (count > 0) {
        text.append(count).append(unit.symbol);
        rest = rest.minus(unit.size.multipliedBy(count));
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** Largest first. */
  private enum Unit {
    DAY("d", Duration.ofDays(1)),
    HOUR("h", Duration.ofHours(1)),
    MINUTE("m", Duration.ofMinutes(1)),
    SECOND("s", Duration.ofSeconds(1)),
    MILLISECOND("ms", Duration.ofMillis(1)),
    MICROSECOND("us", Duration.ofNanos(1_000)),
    NANOSECOND("ns", Duration.ofNanos(1));

    private final String symbol;
    private final Duration size;

    Unit(String symbol, Duration size) {
      this.symbol = symbol;
      this.size = size;
    }

    static Unit of(String symbol) {
      return Arrays.stream(values())
          .filter(unit -> unit.symbol.equals(symbol))
          .findFirst()
          .orElseThrow();
    }
  }
}
