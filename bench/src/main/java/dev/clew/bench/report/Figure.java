// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import java.util.Arrays;

/**
 * One line of the report.
 *
 * @param name what was measured
 * @param unit of the values
 * @param goal what we want it to be
 * @param samples what was measured, in no order; never empty
 */
record Figure(String name, String unit, Goal goal, double[] samples) {

  Figure {
    samples = samples.clone();
    Arrays.sort(samples);
    if (samples.length == 0) {
      throw new IllegalArgumentException(name + ": no samples (expected: at least one)");
    }
  }

  /** A figure that was measured once. */
  static Figure of(String name, String unit, Goal goal, double value) {
    return new Figure(name, unit, goal, new double[] {value});
  }

  double median() {
    int middle = samples.length / 2;
    return samples.length % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
  }

  double min() {
    return samples[0];
  }

  double max() {
    return samples[samples.length - 1];
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
