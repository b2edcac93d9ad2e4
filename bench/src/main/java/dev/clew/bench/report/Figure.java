// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import java.util.Arrays;
import java.util.List;

/**
 * One line of the report.
 *
 * @param name what was measured
 * @param unit of the values
 * @param goal what we want it to be
 * @param samples what was measured, smallest first; never empty
 */
record Figure(String name, String unit, Goal goal, List<Double> samples) {

  Figure {
    samples = samples.stream().sorted().toList();
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(name + ": no samples (expected: at least one)");
    }
  }

  /** A figure that was measured once. */
  static Figure of(String name, String unit, Goal goal, double value) {
    return new Figure(name, unit, goal, List.of(value));
  }

  /** A figure that was measured more than once. */
  static Figure of(String name, String unit, Goal goal, double[] values) {
    return new Figure(name, unit, goal, Arrays.stream(values).boxed().toList());
  }

  double median() {
    int middle = samples.size() / 2;
    return samples.size() % 2 == 1
        ? samples.get(middle)
        : (samples.get(middle - 1) + samples.get(middle)) / 2;
  }

  double min() {
    return samples.getFirst();
  }

  double max() {
    return samples.getLast();
  }

  boolean reachesGoal() {
    return goal.isReachedBy(median());
  }

  /** What a figure should be. */
  sealed interface Goal {

    /** The figure says something, but there is no line to cross. */
    record None() implements Goal {
      @Override
      public boolean isReachedBy(double value) {
        return true;
      }

      @Override
      public String toString() {
        return "";
      }
    }

    /** At most this. */
    record AtMost(double limit) implements Goal {
      @Override
      public boolean isReachedBy(double value) {
        return value <= limit;
      }

      @Override
      public String toString() {
        return "≤ " + Numbers.format(limit);
      }
    }

    /** At least this. */
    record AtLeast(double limit) implements Goal {
      @Override
      public boolean isReachedBy(double value) {
        return value >= limit;
      }

      @Override
      public String toString() {
        return "≥ " + Numbers.format(limit);
      }
    }

    /** Whether a value is as it should be. */
    boolean isReachedBy(double value);
  }
}
