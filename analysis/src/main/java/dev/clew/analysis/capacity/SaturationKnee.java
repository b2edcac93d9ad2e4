// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.capacity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the throughput above which latency rises.
 *
 * <p>Points are ordered by throughput and cut in two where a flat line below and a rising line
 * above fit best (least squares). It is a knee if that fits clearly better than one flat line and
 * the busiest points are clearly slower than the flat part.
 */
final class SaturationKnee {

  private static final int SIDE_MIN = 3;
  private static final double FIT_MAX = 0.5; // of the squares that a flat line leaves
  private static final double RISE_MIN = 1.5; // of the flat part's latency

  /** A point of the curve. */
  record Sample(double perSecond, double latency) {}

  private SaturationKnee() {}

  /** The knee, if there is one. Cost: O(n²) for n points. */
  static OptionalDouble find(List<Sample> samples) {
    Sample[] sorted = samples.toArray(Sample[]::new);
    Arrays.sort(
        sorted, Comparator.comparingDouble(Sample::perSecond).thenComparingDouble(Sample::latency));
    double flat = flatSquares(sorted, 0, sorted.length);
    double best = Double.POSITIVE_INFINITY;
    int cut = -1;
    for (int at = SIDE_MIN; at <= sorted.length - SIDE_MIN; at++) {
      if (sorted[at - 1].perSecond == sorted[at].perSecond) {
        continue; // equal throughput stands in order of latency, which would look like a rise
      }
      double squares = flatSquares(sorted, 0, at) + risingSquares(sorted, at);
      if (squares < best) {
        best = squares;
        cut = at;
      }
    }
    if (cut < 0 || best > FIT_MAX * flat) {
      return OptionalDouble.empty();
    }
    double below = mean(sorted, 0, cut);
    double above = mean(sorted, sorted.length - SIDE_MIN, sorted.length);
    return above >= RISE_MIN * below
        ? OptionalDouble.of(sorted[cut - 1].perSecond)
        : OptionalDouble.empty();
  }

  private static double mean(Sample[] samples, int begin, int end) {
    double sum = 0;
    for (int i = begin; i < end; i++) {
      sum += samples[i].latency;
    }
    return sum / (end - begin);
  }

  private static double flatSquares(Sample[] samples, int begin, int end) {
    double mean = mean(samples, begin, end);
    double squares = 0;
    for (int i = begin; i < end; i++) {
      squares += (samples[i].latency - mean) * (samples[i].latency - mean);
    }
    return squares;
  }

  /** Of the best line through the points from {@code begin} on; one that falls does not count. */
  private static double risingSquares(Sample[] samples, int begin) {
    int count = samples.length - begin;
    double meanX = 0;
    for (int i = begin; i < samples.length; i++) {
      meanX += samples[i].perSecond / count;
    }
    double meanY = mean(samples, begin, samples.length);
    double xx = 0;
    double xy = 0;
    for (int i = begin; i < samples.length; i++) {
      xx += (samples[i].perSecond - meanX) * (samples[i].perSecond - meanX);
      xy += (samples[i].perSecond - meanX) * (samples[i].latency - meanY);
    }
    double slope = xx == 0 ? 0 : Math.max(0, xy / xx);
    double squares = 0;
    for (int i = begin; i < samples.length; i++) {
      double off = samples[i].latency - meanY - slope * (samples[i].perSecond - meanX);
      squares += off * off;
    }
    return squares;
  }
}
