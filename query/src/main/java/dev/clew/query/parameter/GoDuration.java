// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go prints and reads them: {@code 1.5s}, {@code 300ms}, {@code 1h15m30.9s}, with the
 * units {@code ns}, {@code us} or {@code µs}, {@code ms}, {@code s}, {@code m} and {@code h}. A
 * bare {@code 0} needs no unit. Negative durations are of no use here and refused.
 */
public final class GoDuration {

  private static final Map<String, BigDecimal> UNIT_NANOS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", new BigDecimal("1e3"),
          "µs", new BigDecimal("1e3"), // U+00B5, micro sign
          "μs", new BigDecimal("1e3"), // U+03BC, Greek mu
          "ms", new BigDecimal("1e6"),
          "s", new BigDecimal("1e9"),
          "m", new BigDecimal("60e9"),
          "h", new BigDecimal("3600e9"));

  private static final String PART =
      "([0-9]{1,19}\\.?[0-9]{0,19}|\\.[0-9]{1,19})(ns|us|µs|μs|ms|s|m|h)";
  private static final Pattern NEXT_PART = Pattern.compile(PART);
  private static final Pattern WHOLE = Pattern.compile("\\+?(0|(" + PART + "){1,16})");

  private GoDuration() {}

  /** Reads a duration to nanoseconds; the name is for the message of the exception. */
  public static long parse(String name, String text) {
    String duration = text.strip();
    if (!WHOLE.matcher(duration).matches()) {
      throw malformed(name, text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = NEXT_PART.matcher(duration);
    while (part.find()) {
      BigDecimal number = new BigDecimal(part.group(1));
      nanos = nanos.add(number.multiply(UNIT_NANOS.getOrDefault(part.group(2), BigDecimal.ONE)));
    }
    BigDecimal whole = nanos.setScale(0, RoundingMode.DOWN);
    if (whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw ParameterException.malformed(name, text, "a duration of at most 2562047h");
    }
    return whole.longValueExact();
  }

  private static ParameterException malformed(String name, String text) {
    return ParameterException.malformed(
        name, text, "a duration such as 1.5s or 300ms, with units ns, us, ms, s, m, h");
  }
}
