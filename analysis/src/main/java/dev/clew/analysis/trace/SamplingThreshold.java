// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

/**
 * The adjusted count of a span that consistent probability sampling kept, as OpenTelemetry writes
 * it into the W3C trace state: {@code ot=th:T} with the rejection threshold {@code T} as up to 14
 * hex digits of a 56-bit fraction. A span that survived it stands for {@code 2^56 / (2^56 - T)}.
 */
final class SamplingThreshold {

  private static final int DIGITS = 14;
  private static final long RANGE = 1L << (4 * DIGITS);

  private SamplingThreshold() {}

  /** The adjusted count of a trace state, or 0 if it does not say or is malformed. */
  static double adjustedCount(String traceState) {
    String otel = member(traceState, ',', "ot=");
    String threshold = member(otel, ';', "th:");
    if (threshold.isEmpty() || threshold.length() > DIGITS) {
      return 0;
    }
    long rejected = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = i < threshold.length() ? Character.digit(threshold.charAt(i), 16) : 0;
      if (digit < 0) {
        return 0;
      }
      rejected = rejected << 4 | digit;
    }
    return (double) RANGE / (RANGE - rejected);
  }

  /** What follows {@code prefix} in the element that begins with it; empty if there is none. */
  private static String member(String list, char separator, String prefix) {
    int begin = 0;
    while (begin < list.length()) {
      int end = list.indexOf(separator, begin);
      end = end < 0 ? list.length() : end;
      String element = list.substring(begin, end).strip();
      if (element.startsWith(prefix)) {
        return element.substring(prefix.length());
      }
      begin = end + 1;
    }
    return "";
  }
}
