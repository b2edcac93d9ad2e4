// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import java.util.List;
import java.util.Locale;

/** Figures for people. */
public final class Words {

  private static final int LIST_MAX = 3;

  private Words() {}

  /** A duration in the unit that suits it: {@code 870 ns}, {@code 1.24 ms}, {@code 3.1 s}. */
  public static String duration(double nanos) {
    double magnitude = Math.abs(nanos);
    if (magnitude < 1e3) {
      return Math.round(nanos) + " ns";
    }
    if (magnitude < 999_500) {
      return number(nanos / 1e3) + " µs";
    }
    if (magnitude < 999.5e6) {
      return number(nanos / 1e6) + " ms";
    }
    return magnitude < 120e9 ? number(nanos / 1e9) + " s" : number(nanos / 60e9) + " min";
  }

  /** As {@link #duration(double)}. */
  public static String duration(long nanos) {
    return duration((double) nanos);
  }

  /** A part of a whole: {@code 12 %}, {@code 0.4 %}. */
  public static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** A number with about three digits. */
  public static String number(double number) {
    double magnitude = Math.abs(number);
    int decimals = magnitude >= 100 || number == Math.rint(number) ? 0 : magnitude >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /** How many. */
  public static String count(double count) {
    return String.format(Locale.ROOT, "%,d", Math.round(count));
  }

  /** How many. */
  public static String count(long count) {
    return count((double) count);
  }

  /** The name of a service, or words for none. */
  public static String service(String name) {
    return name.isEmpty() ? "(no service name)" : name;
  }

  /** The first of some things, and how many more there are. */
  public static String list(List<String> things) {
    return things.size() <= LIST_MAX
        ? String.join(", ", things)
        : String.join(", ", things.subList(0, LIST_MAX))
            + " and "
            + (things.size() - LIST_MAX)
            + " more";
  }
}
