// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import dev.clew.analysis.statistics.Drift;
import dev.clew.analysis.statistics.FalseDiscovery;
import dev.clew.analysis.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Compares two versions of a model and says whether the new one may take over.
 *
 * <p>Spans of one version are compared with spans of the same operation of the other, in four
 * figures: latency (duration), errors (status), confidence and cost if spans say them. A figure
 * with fewer than {@value #ENOUGH} spans of either version cannot decide. One that is surely worse,
 * by more than is tolerated, rolls the candidate back; the candidate is promoted when the 95 %
 * intervals of latency and errors, and of the others if there, exclude that.
 *
 * <p>Threads: one at a time; use once. Cost: O(n log n) in spans.
 */
final class VersionComparison {

  static final int ENOUGH = 30;

  private static final double SIGNIFICANT = 0.05;

  /** A random span of the candidate may be worse than one of the baseline by 60 to 40. */
  private static final double RANK_TOLERANCE = 0.1;

  private static final double ERROR_TOLERANCE = 0.01;

  private final String model;
  private final VersionSamples baseline;
  private final VersionSamples candidate;
  private final Strata latency;
  private final Strata errors;
  private final Strata unsureness;
  private final Strata cost;

  VersionComparison(String model, VersionSamples baseline, VersionSamples candidate) {
    this.model = model;
    this.baseline = baseline;
    this.candidate = candidate;
    this.latency = strata(VersionSamples.Kind.LATENCY);
    this.errors = strata(VersionSamples.Kind.ERRORS);
    this.unsureness = strata(VersionSamples.Kind.UNSURENESS);
    this.cost = strata(VersionSamples.Kind.COST);
  }

  private Strata strata(VersionSamples.Kind kind) {
    Strata strata = new Strata();
    baseline.addTo(strata, kind, false);
    candidate.addTo(strata, kind, true);
    return strata;
  }

  VersionReport report() {
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
        model,
        baseline.version(),
        candidate.version(),
        worst.verdict(),
        confidence,
        reason,
        drift,
        figures,
        candidate.evidence());
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
