// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.statistics.Proportions;
import dev.clew.analysis.statistics.Quantiles;
import dev.clew.analysis.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares times between two sets of traces.
 *
 * <p>Method: medians of logarithms, since latencies vary by factors. The standard error comes of
 * inter-quartile ranges, which for few observations are drawn towards the median spread of all
 * baseline times (three pseudo-observations). What times did in general between the two sets (their
 * median shift, and how much shifts vary) is the null hypothesis, after Efron's empirical null
 * (2004), so that a busier hour or a warmer JVM blames nobody. What is left of a shift at the lower
 * end of its 95 % interval counts.
 */
final class LatencyShifts {

  /** Of a normal sample: the standard error of the median over that of the mean, √(π/2). */
  private static final double MEDIAN_ERROR = Math.sqrt(Math.PI / 2);

  /** How wide the middle half of a normal distribution is, in standard deviations. */
  private static final double NORMAL_HALF = 1.349;

  private static final int PRIOR_WEIGHT = 3;
  private static final int ENOUGH = 4;
  private static final double SPREAD_MIN = 0.1;
  private static final double Z2 = Proportions.Z95 * Proportions.Z95;

  private double usualSpread;
  private double generalShift;
  private double shiftSpread;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Compared(
      LatencyKey key,
      LatencySamples samples,
      LatencySamples baseline,
      double[] logs,
      double[] baselineLogs,
      double shift,
      double error) {}

  /** All times that both sets have. */
  List<LatencyShift> compare(
      Map<LatencyKey, LatencySamples> baseline, Map<LatencyKey, LatencySamples> incident) {
    usualSpread = usualSpread(baseline);
    List<Compared> compared = new ArrayList<>();
    incident.forEach((key, samples) -> {
      LatencySamples before = baseline.get(key);
      if (before != null) {
        compared.add(compare(key, samples, before));
      }
    });
    learnGeneralShift(compared);
    return compared.stream().map(this::shift).toList();
  }

  private Compared compare(LatencyKey key, LatencySamples samples, LatencySamples baseline) {
    double[] logs = samples.sortedLogs();
    double[] baselineLogs = baseline.sortedLogs();
    double spread = spread(logs);
    double baselineSpread = spread(baselineLogs);
    double error =
        MEDIAN_ERROR
            * Math.sqrt(
                spread * spread / logs.length
                    + baselineSpread * baselineSpread / baselineLogs.length);
    double shift = Quantiles.median(logs) - Quantiles.median(baselineLogs);
    return new Compared(key, samples, baseline, logs, baselineLogs, shift, error);
  }

  private LatencyShift shift(Compared compared) {
    double own = compared.shift() - generalShift;
    double error = Math.hypot(compared.error(), shiftSpread);
    double certain = own - Proportions.Z95 * error;
    double before = Math.exp(Quantiles.median(compared.baselineLogs()));
    double deltaNanos = certain <= 0 ? 0 : before * Math.expm1(certain);
    int count = compared.logs().length;
    double perTrace = deltaNanos * count / compared.samples().traceCount();
    double usualNanos = Quantiles.median(compared.baseline().sortedTraceNanos());
    double share = perTrace <= 0 ? 0 : perTrace / (usualNanos + perTrace) * count / (count + Z2);
    double resolution = LatencySamples.RESOLUTION_NANOS;
    return new LatencyShift(
        compared.key(),
        deltaNanos,
        share,
        own / error,
        Math.exp(Quantiles.median(compared.logs())) - resolution,
        before - resolution,
        count,
        compared.baselineLogs().length,
        compared.samples().slowest());
  }

  private void learnGeneralShift(List<Compared> compared) {
    Samples shifts = new Samples();
    for (Compared each : compared) {
      if (each.logs().length >= ENOUGH && each.baselineLogs().length >= ENOUGH) {
        shifts.add(each.shift());
      }
    }
    if (shifts.size() >= ENOUGH) {
      double[] sorted = shifts.sorted();
      learnFromShortestHalf(sorted);
    }
  }

  /**
   * Centre and spread of the shortest interval that holds more than half of the shifts (the
   * shorth): in a small system a fault moves more than a quarter of all times, and quartiles with
   * them.
   */
  private void learnFromShortestHalf(double[] sorted) {
    int half = sorted.length / 2 + 1;
    int begin = 0;
    for (int i = 1; i + half <= sorted.length; i++) {
      if (width(sorted, i, half) < width(sorted, begin, half)) {
        begin = i;
      }
    }
    generalShift = (sorted[begin] + sorted[begin + half - 1]) / 2;
    shiftSpread = width(sorted, begin, half) / NORMAL_HALF;
  }

  private static double width(double[] sorted, int begin, int count) {
    return sorted[begin + count - 1] - sorted[begin];
  }

  private double spread(double[] logs) {
    if (logs.length < PRIOR_WEIGHT) {
      return usualSpread;
    }
    double own = Quantiles.robustDeviation(logs);
    int weight = logs.length - 1;
    return Math.sqrt(
        (PRIOR_WEIGHT * usualSpread * usualSpread + weight * own * own) / (PRIOR_WEIGHT + weight));
  }

  private static double usualSpread(Map<LatencyKey, LatencySamples> baseline) {
    Samples spreads = new Samples();
    for (LatencySamples samples : baseline.values()) {
      if (samples.count() > ENOUGH) {
        spreads.add(Quantiles.robustDeviation(samples.sortedLogs()));
      }
    }
    return spreads.size() == 0 ? 0.5 : Math.max(SPREAD_MIN, Quantiles.median(spreads.sorted()));
  }
}
