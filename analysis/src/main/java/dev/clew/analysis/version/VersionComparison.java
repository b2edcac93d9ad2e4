// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import dev.clew.analysis.statistics.Drift;
import dev.clew.analysis.statistics.FalseDiscovery;
import dev.clew.analysis.statistics.Quantiles;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Compares two values of an attribute, as a rule two versions of a model, and says whether the new
 * one may take over.
 *
 * <p>Spans that say a version are compared with spans of the same operation that say the other, in
 * four figures: latency (duration), errors (status), confidence and cost if spans say them. A
 * figure with fewer than {@value #ENOUGH} spans of either version cannot decide. One that is surely
 * worse, by more than is tolerated, rolls the candidate back; the candidate is promoted when the 95
 * % intervals of latency and errors, and of the others if there, exclude that.
 *
 * <p>Threads: none of its own. Cost: O(n log n) in spans.
 */
public final class VersionComparison {

  private static final int ENOUGH = 30;
  private static final double SIGNIFICANT = 0.05;

  /** A random span of the candidate may be worse than one of the baseline by 60 to 40. */
  private static final double RANK_TOLERANCE = 0.1;

  private static final double ERROR_TOLERANCE = 0.01;

  private final SpanAttribute version;
  private final String baseline;
  private final String candidate;
  private final SpanAttribute confidenceOf = SpanAttribute.ofSpan("ml.prediction.confidence");
  private final SpanAttribute costOf =
      SpanAttribute.ofSpan("ml.cost.usd", "gen_ai.usage.cost", "llm.cost.total");
  private final Strata latency = new Strata();
  private final Strata errors = new Strata();
  private final Strata unsureness = new Strata();
  private final Strata cost = new Strata();

  private VersionComparison(SpanAttribute version, String baseline, String candidate) {
    this.version = version;
    this.baseline = baseline;
    this.candidate = candidate;
  }

  /**
   * Compares two values of {@code version} in these traces.
   *
   * @param baseline the value of the version in use, as text
   * @param candidate the value of the new one
   */
  public static VersionReport compare(
      List<TraceView> traces, SpanAttribute version, String baseline, String candidate) {
    VersionComparison comparison = new VersionComparison(version, baseline, candidate);
    traces.forEach(comparison::add);
    return comparison.report();
  }

  private void add(TraceView view) {
    for (int row = 0; row < view.size(); row++) {
      String value = version.text(view, row);
      boolean isCandidate = candidate.equals(value);
      if (!isCandidate && !baseline.equals(value)) {
        continue;
      }
      // The same route of two versions is one operation.
      String stratum =
          view.serviceName(row) + " " + view.operationName(row).replace(value, "{version}");
      latency.add(
          stratum,
          isCandidate,
          (double) view.durationNanos(row) / TimeUnit.MILLISECONDS.toNanos(1));
      errors.add(stratum, isCandidate, view.isError(row) ? 1 : 0);
      addIfSaid(unsureness, stratum, isCandidate, -confidenceOf.number(view, row));
      addIfSaid(cost, stratum, isCandidate, costOf.number(view, row));
    }
  }

  private static void addIfSaid(Strata strata, String stratum, boolean isCandidate, double value) {
    if (!Double.isNaN(value)) {
      strata.add(stratum, isCandidate, value);
    }
  }

  private VersionReport report() {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("latency", "ms", latency, latency.ranks()));
    figures.add(figure("errors", "share", errors, errors.shares()));
    if (unsureness.sorted(true).length > 0 && unsureness.sorted(false).length > 0) {
      figures.add(figure("confidence", "", unsureness, unsureness.ranks()));
    }
    if (cost.sorted(true).length > 0 && cost.sorted(false).length > 0) {
      figures.add(figure("cost", "USD", cost, cost.ranks()));
    }
    double[] adjusted =
        FalseDiscovery.adjust(
            figures.stream().mapToDouble(Figure::pValue).toArray(), figures.size());
    for (int i = 0; i < adjusted.length; i++) {
      figures.set(i, judged(figures.get(i), adjusted[i]));
    }
    return decided(figures);
  }

  private VersionReport decided(List<Figure> figures) {
    double[] before = unsureness.sorted(false);
    double[] now = unsureness.sorted(true);
    double drift =
        before.length == 0 || now.length == 0 ? Double.NaN : Drift.stabilityIndex(now, before);
    Figure worst =
        figures.stream()
            .max(
                Comparator.comparing(Figure::verdict)
                    .thenComparing(Comparator.comparingDouble(Figure::pValue).reversed()))
            .orElseThrow();
    double confidence =
        switch (worst.verdict()) {
          case ROLL_BACK -> 1 - worst.pValue();
          case PROMOTE -> 1 - SIGNIFICANT;
          case HOLD -> 0;
        };
    String reason =
        switch (worst.verdict()) {
          case ROLL_BACK, HOLD -> worst.text();
          case PROMOTE -> "no figure is worse by more than is tolerated";
        };
    return new VersionReport(
        baseline, candidate, worst.verdict(), confidence, reason, drift, figures);
  }

  private static Figure figure(String name, String unit, Strata strata, Strata.Compared compared) {
    double[] before = strata.sorted(false);
    double[] now = strata.sorted(true);
    boolean share = name.equals("errors");
    return new Figure(
        name,
        unit,
        typical(before, share),
        typical(now, share),
        before.length,
        now.length,
        compared.worseBy(),
        compared.worseByMost(),
        compared.pValue(),
        Verdict.HOLD,
        "");
  }

  private static double typical(double[] sorted, boolean share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return share ? Arrays.stream(sorted).average().orElse(0) : Math.abs(Quantiles.median(sorted));
  }

  private static Figure judged(Figure figure, double pValue) {
    double tolerance = figure.name().equals("errors") ? ERROR_TOLERANCE : RANK_TOLERANCE;
    boolean enough = Math.min(figure.baselineCount(), figure.candidateCount()) >= ENOUGH;
    Verdict verdict =
        !enough
            ? Verdict.HOLD
            : pValue <= SIGNIFICANT && figure.worseBy() > tolerance
                ? Verdict.ROLL_BACK
                : figure.worseByMost() <= tolerance ? Verdict.PROMOTE : Verdict.HOLD;
    String judgement =
        !enough
            ? ": too few to tell, at least " + ENOUGH + " of each are needed"
            : switch (verdict) {
              case ROLL_BACK -> ": surely worse";
              case PROMOTE -> ": not worse";
              case HOLD -> ": may be worse, more data are needed";
            };
    String text =
        String.format(
            Locale.ROOT,
            "%s %.4g %s in %d spans against %.4g in %d%s",
            figure.name(),
            figure.candidate(),
            figure.unit(),
            figure.candidateCount(),
            figure.baseline(),
            figure.baselineCount(),
            judgement);
    return new Figure(
        figure.name(),
        figure.unit(),
        figure.baseline(),
        figure.candidate(),
        figure.baselineCount(),
        figure.candidateCount(),
        figure.worseBy(),
        figure.worseByMost(),
        pValue,
        verdict,
        text);
  }
}
