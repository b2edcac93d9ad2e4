// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

/**
 * Durations as programs print them: {@code 12.3ms}, {@code 850µs}, {@code 1m2.5s}. Rust and Go
 * write them so.
 */
final class DurationText {

  private DurationText() {}

  /** Seconds, or NaN if the text is no duration with units. */
  static double seconds(String text) {
    double seconds = 0;
    int at = 0;
    while (at < text.length()) {
      int numberEnd = at;
      while (numberEnd < text.length() && isOfNumber(text.charAt(numberEnd))) {
        numberEnd++;
      }
      int unitEnd = numberEnd;
      while (unitEnd < text.length() && !isOfNumber(text.charAt(unitEnd))) {
        unitEnd++;
      }
      double unit = unitSeconds(text.substring(numberEnd, unitEnd).strip());
      if (numberEnd == at || Double.isNaN(unit)) {
        return Double.NaN;
      }
      try {
        seconds += Double.parseDouble(text.substring(at, numberEnd)) * unit;
      } catch (NumberFormatException _) {
        return Double.NaN;
      }
      at = unitEnd;
    }
    return text.isEmpty() ? Double.NaN : seconds;
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static double unitSeconds(String unit) {
    return switch (unit) {
      case "ns" -> 1e-9;
      case "us", "\u00b5s", "\u03bcs" -> 1e-6;
      case "ms" -> 1e-3;
      case "s", "sec" -> 1;
      case "m", "min" -> 60;
      case "h" -> 3600;
      default -> Double.NaN;
    };
  }
}
