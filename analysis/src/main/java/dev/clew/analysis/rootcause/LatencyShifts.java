// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.statistics.FalseDiscovery;
import dev.clew.analysis.statistics.Proportions;
import dev.clew.analysis.statistics.Quantiles;
import dev.clew.analysis.statistics.Samples;
import dev.clew.analysis.statistics.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares times between two sets of traces.
 *
 * <p>Method: medians of logarithms, since latencies vary by factors. The standard error comes of
 * inter-quartile ranges, which for few observations are drawn towards the median spread of all
 * baseline times (three pseudo-observations); times of one trace resemble each other, so each trace
 * is one observation. What times did in general between the two sets (their median shift, and how
 * much shifts vary) is the null hypothesis, after Efron's empirical null (2004), so that a busier
 * hour or a warmer JVM blames nobody. What is left of a shift at the lower end of its 95 % interval
 * counts. Where a fault hits some visits only the median stays; then it is by how much more of them
 * are slower than 95 % were. Either has to be significant (Student's t; Fisher), too, once
 * corrected for how many times were compared (see {@link FalseDiscovery}).
 */
final class LatencyShifts {

  /** Of what counts as real, at most this share is expected to be chance. */
  static final double SIGNIFICANT = 0.05;

  /** Of a normal sample: the standard error of the median over that of the mean, √(π/2). */
  private static final double MEDIAN_ERROR = Math.sqrt(Math.PI / 2);

  /** How wide the middle half of a normal distribution is, in standard deviations. */
  private static final double NORMAL_HALF = 1.349;

  private static final int PRIOR_WEIGHT = 3;
  private static final int ENOUGH = 4;

  /** What is usual cannot be known from one trace. */
  private static final int BASELINE_TRACES_MIN = 2;

  private static final double TAIL = 0.95;
  private static final int TAIL_TRACES_MIN = 20;

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

  /** A certain growth, and how likely chance alone moves times as far. */
  private record Change(double deltaNanos, double pValue) {

    static final Change NONE = new Change(0, 1);
  }

  private record Both(Compared compared, Change median, Change tail) {

    double deltaNanos() {
      return Math.max(median.deltaNanos(), tail.deltaNanos());
    }

    /** Corrected for looking twice (Bonferroni), if there was anything to look at. */
    double pValue() {
      return tail.equals(Change.NONE)
          ? median.pValue()
          : Math.min(1, 2 * Math.min(median.pValue(), tail.pValue()));
    }
  }

  /** All times that both sets have, if the baseline has them in more than one trace. */
  List<LatencyShift> compare(
      Map<LatencyKey, LatencySamples> baseline, Map<LatencyKey, LatencySamples> incident) {
    usualSpread = usualSpread(baseline);
    List<Compared> compared = new ArrayList<>();
    incident.forEach((key, samples) -> {
      LatencySamples before = baseline.get(key);
      if (before != null && before.traceCount() >= BASELINE_TRACES_MIN) {
        compared.add(compare(key, samples, before));
      }
    });
    learnGeneralShift(compared);
    List<Both> both =
        compared.stream().map(each -> new Both(each, median(each), tail(each))).toList();
    double[] adjusted =
        FalseDiscovery.adjust(both.stream().mapToDouble(Both::pValue).toArray(), both.size());
    List<LatencyShift> shifts = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      shifts.add(shift(both.get(i), adjusted[i] <= SIGNIFICANT));
    }
    return shifts;
  }

  private Compared compare(LatencyKey key, LatencySamples samples, LatencySamples baseline) {
    double[] logs = samples.sortedLogs();
    double[] baselineLogs = baseline.sortedLogs();
    double spread = spread(logs);
    double baselineSpread = spread(baselineLogs);
    double error =
        MEDIAN_ERROR
            * Math.sqrt(
                spread * spread / samples.traceCount()
                    + baselineSpread * baselineSpread / baseline.traceCount());
    double shift = Quantiles.median(logs) - Quantiles.median(baselineLogs);
    return new Compared(key, samples, baseline, logs, baselineLogs, shift, error);
  }

  private Change median(Compared compared) {
    int traces = compared.samples().traceCount() + compared.baseline().traceCount();
    double error = Math.hypot(compared.error(), shiftSpread);
    double own = compared.shift() - generalShift;
    double certain = own - Proportions.Z95 * error;
    double before = Math.exp(Quantiles.median(compared.baselineLogs()));
    return new Change(
        certain <= 0 ? 0 : before * Math.expm1(certain),
        StudentT.twoSided(own / error, traces - 2 + PRIOR_WEIGHT));
  }

  /** Whether more than before are slower than nearly all were, and by how much these are. */
  private Change tail(Compared compared) {
    int traces = compared.samples().traceCount();
    int baselineTraces = compared.baseline().traceCount();
    if (baselineTraces < TAIL_TRACES_MIN) {
      return Change.NONE;
    }
    double[] logs = compared.logs();
    double slow = Quantiles.at(compared.baselineLogs(), TAIL);
    int from = firstAbove(logs, slow + generalShift);
    double hits = (double) (logs.length - from) / logs.length * traces;
    int baselineFrom = firstAbove(compared.baselineLogs(), slow);
    int baselineLength = compared.baselineLogs().length;
    double baselineHits =
        (double) (baselineLength - baselineFrom) / baselineLength * baselineTraces;
    double gain = Proportions.certainGain(hits, traces, baselineHits, baselineTraces);
    if (gain <= 0) {
      return Change.NONE;
    }
    double excessNanos =
        Math.exp(Quantiles.median(Arrays.copyOfRange(logs, from, logs.length)))
            - Math.exp(Quantiles.median(compared.baselineLogs()));
    long rounded = Math.round(hits);
    long baselineRounded = Math.round(baselineHits);
    return new Change(
        gain * excessNanos,
        Proportions.difference(
            rounded, traces - rounded, baselineRounded, baselineTraces - baselineRounded));
  }

  private static int firstAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static LatencyShift shift(Both both, boolean significant) {
    Compared compared = both.compared();
    double deltaNanos = significant ? both.deltaNanos() : 0;
    int count = compared.logs().length;
    double perTrace = deltaNanos * count / compared.samples().traceCount();
    double usualNanos = Quantiles.median(compared.baseline().sortedTraceNanos());
    double share = perTrace <= 0 ? 0 : perTrace / (usualNanos + perTrace) * count / (count + Z2);
    double quantile =
        both.tail().deltaNanos() > both.median().deltaNanos() ? TAIL : LatencyShift.MEDIAN;
    return new LatencyShift(
        compared.key(),
        deltaNanos,
        share,
        both.pValue(),
        quantile,
        Math.exp(Quantiles.at(compared.logs(), quantile)) - LatencySamples.RESOLUTION_NANOS,
        Math.exp(Quantiles.at(compared.baselineLogs(), quantile)) - LatencySamples.RESOLUTION_NANOS,
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
