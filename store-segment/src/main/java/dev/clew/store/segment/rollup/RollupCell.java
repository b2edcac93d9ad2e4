// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.rollup.RollupFigures;

/**
 * The running figures of one key at one time, or of several together. Confined to one thread; what
 * an answer holds does not change any more.
 */
final class RollupCell implements RollupFigures {

  /** Number of the key in its table. */
  int key;

  /** Begin of the minute, hour or day, in units of the table's resolution. */
  long time;

  long count;
  long errorCount;
  double sum;

  /** Of the values ever added, whether or not one was taken back. */
  double min = Double.POSITIVE_INFINITY;

  double max = Double.NEGATIVE_INFINITY;
  final Bins bins = new Bins();
  private boolean isExtremesInBins;

  RollupCell() {}

  RollupCell(int key, long time) {
    this.key = key;
    this.time = time;
  }

  /** Adds {@code sign} times a span. */
  void add(double durationNanos, boolean isError, int sign) {
    count += sign;
    errorCount += isError ? sign : 0;
    sum += sign * durationNanos;
    min = Math.min(min, durationNanos);
    max = Math.max(max, durationNanos);
    bins.add(durationNanos, sign);
  }

  void addAll(RollupCell other) {
    count += other.count;
    errorCount += other.errorCount;
    sum += other.sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    bins.addAll(other.bins);
  }

  void clear() {
    count = 0;
    errorCount = 0;
    sum = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    bins.clear();
  }

  /** Whether what was added has been taken back. */
  boolean isEmpty() {
    return count <= 0;
  }

  /** Takes minimum and maximum from the bins, where values may have been taken back. */
  void takeExtremesFromBins() {
    isExtremesInBins = true;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long errorCount() {
    return Math.max(0, errorCount);
  }

  @Override
  public double sumNanos() {
    return sum;
  }

  @Override
  public double minNanos() {
    return isExtremesInBins ? bins.quantile(0) : min;
  }

  @Override
  public double maxNanos() {
    return isExtremesInBins ? bins.quantile(1) : max;
  }

  @Override
  public double quantileNanos(double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw new IllegalArgumentException("quantile: " + quantile + " (expected: from 0 to 1)");
    }
    double value = bins.quantile(quantile);
    return isExtremesInBins ? value : Math.clamp(value, min, max);
  }

  @Override
  public RollupFigures with(RollupFigures others) {
    if (!(others instanceof RollupCell other)) {
      throw new IllegalArgumentException(
          "figures: " + others.getClass().getName() + " (expected: those of the same answer)");
    }
    RollupCell both = new RollupCell();
    both.addAll(this);
    both.addAll(other);
    both.isExtremesInBins = isExtremesInBins || other.isExtremesInBins;
    return both;
  }
}
