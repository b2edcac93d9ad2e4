// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import java.util.Arrays;

/**
 * All values of a figure, each with a weight. Exact: 16 bytes per value, or 8 while every weight is
 * 1.
 *
 * <p>The q-quantile is the smallest value that at least the fraction q of the weight does not
 * exceed.
 */
public final class Distribution {

  private long[] values = new long[8];
  private double[] weights = {}; // empty while all are 1
  private int count;
  private double weight;
  private double sum;
  private boolean sorted = true;

  /** Adds a value. */
  public void add(long value, double valueWeight) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
      weights = weights.length == 0 ? weights : Arrays.copyOf(weights, count * 2);
    }
    if (valueWeight != 1 && weights.length == 0) {
      weights = new double[values.length];
      Arrays.fill(weights, 0, count, 1);
    }
    if (weights.length > 0) {
      weights[count] = valueWeight;
    }
    values[count++] = value;
    weight += valueWeight;
    sum += valueWeight * value;
    sorted = false;
  }

  /** How many values there are, sampled ones once. */
  public int size() {
    return count;
  }

  /** The sum of all weights. */
  public double weight() {
    return weight;
  }

  /** The weighted sum. */
  public double sum() {
    return sum;
  }

  /** The weighted mean; 0 if there is nothing. */
  public double mean() {
    return weight == 0 ? 0 : sum / weight;
  }

  /** The quantile, from 0 to 1; 0 if there is nothing. */
  public long quantile(double q) {
    if (count == 0) {
      return 0;
    }
    sort();
    if (weights.length == 0) {
      int rank = (int) Math.ceil(q * count - 1e-9);
      return values[Math.clamp(rank - 1, 0, count - 1)];
    }
    double wanted = q * weight * (1 - 1e-12);
    double passed = 0;
    for (int i = 0; i < count; i++) {
      passed += weights[i];
      if (passed >= wanted) {
        return values[i];
      }
    }
    return values[count - 1];
  }

  /** The weighted sum of what values exceed {@code limit} by. */
  public double excessOver(long limit) {
    double excess = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] > limit) {
        excess += (double) (values[i] - limit) * (weights.length == 0 ? 1 : weights[i]);
      }
    }
    return excess;
  }

  /** The weight of the values that exceed {@code limit}. */
  public double weightAbove(long limit) {
    double above = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] > limit) {
        above += weights.length == 0 ? 1 : weights[i];
      }
    }
    return above;
  }

  /** All usual figures. */
  public Summary summary() {
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double off = values[i] - mean;
      squares += off * off * (weights.length == 0 ? 1 : weights[i]);
    }
    double deviation = weight == 0 ? 0 : Math.sqrt(squares / weight);
    return new Summary(
        weight,
        mean,
        quantile(0.5),
        quantile(0.95),
        quantile(0.99),
        quantile(0),
        quantile(1),
        deviation);
  }

  private void sort() {
    if (sorted) {
      return;
    }
    sorted = true;
    if (weights.length == 0) {
      Arrays.sort(values, 0, count);
      return;
    }
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(values[a], values[b]));
    long[] sortedValues = new long[count];
    double[] sortedWeights = new double[count];
    for (int i = 0; i < count; i++) {
      sortedValues[i] = values[order[i]];
      sortedWeights[i] = weights[order[i]];
    }
    values = sortedValues;
    weights = sortedWeights;
  }

  /**
   * The usual figures of a distribution, in the unit of its values; all 0 if it is empty.
   *
   * @param count the weight of all values
   * @param deviation the standard deviation of the population
   */
  public record Summary(
      double count,
      double mean,
      long median,
      long p95,
      long p99,
      long min,
      long max,
      double deviation) {}
}
