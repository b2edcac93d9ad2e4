// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import java.util.Locale;

/** Numbers for people: as many digits as they are worth. */
final class Numbers {

  private Numbers() {}

  static String format(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String format(double value) {
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
