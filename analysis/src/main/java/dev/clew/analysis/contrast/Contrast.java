// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.statistics.FalseDiscovery;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import dev.clew.model.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains how selected traces differ from a reference: slow ones from the rest, failed ones from
 * the rest, a window from the time before, one version from another.
 *
 * <p>Method. (1) {@link Measure} finds the spans of both sets that are worse than is usual in the
 * reference: that held their request up longer, by their own sections of the critical path, or in
 * which errors begin. (2) In the services with most of what got worse, {@link PatternSearch} looks
 * for values that single out the bad spans of the selected traces. (3) A pattern counts only if
 * such spans are bad more often in the selected traces than in the reference; that difference is
 * tested, spans of one trace counting together, and corrected for everything tried. What is as bad
 * in both explains no difference, however well it predicts. (4) {@link ShareComparison} lists what
 * the traces are made of differently.
 *
 * <p>Threads: none of its own. Cost: linear in attributes of spans, some 2 µs a span.
 */
public final class Contrast {

  /** What has to be read of spans beyond what every view has: any attribute may be the cause. */
  public static final Projection READS =
      Projection.of()
          .withAllAttributes(AttributeScope.RESOURCE)
          .withAllAttributes(AttributeScope.SPAN)
          .withAllAttributes(AttributeScope.DERIVED);

  private static final int SERVICES_MAX = 6;
  private static final double SIGNIFICANT = 0.05;
  private static final int CAUSES_MAX = 10;
  private static final double EXPLAINED_MIN = 0.01;

  private final Outcome outcome;
  private final Reference kind;
  private final List<TraceView> views;
  private final int selectedCount;
  private final TraceNames names;
  private final SpanItems items = new SpanItems();
  private final List<double[]> excess;
  private final double selectedPerReference;

  private record Found(int service, CauseSearch.Draft draft) {}

  private Contrast(
      Outcome outcome, Reference kind, List<TraceView> selected, List<TraceView> reference) {
    this.outcome = outcome;
    this.kind = kind;
    this.selectedCount = selected.size();
    this.views = new ArrayList<>(selected);
    this.views.addAll(reference);
    this.names = selected.getFirst().names();
    this.excess = new Measure(outcome).excess(selected, reference);
    this.selectedPerReference = (double) selected.size() / Math.max(1, reference.size());
  }

  /**
   * Compares two sets of traces, whose {@link TraceView#names} must be the same object.
   *
   * @return a report without causes if one of the sets is empty
   */
  public static ContrastReport explain(
      List<TraceView> selected, List<TraceView> reference, Outcome outcome, Reference kind) {
    if (selected.isEmpty() || reference.isEmpty()) {
      return new ContrastReport(outcome, selected.size(), reference.size(), List.of(), List.of());
    }
    Contrast contrast = new Contrast(outcome, kind, selected, reference);
    return new ContrastReport(
        outcome,
        selected.size(),
        reference.size(),
        contrast.causes(),
        new ShareComparison(contrast.items).compare(selected, reference));
  }

  private List<Finding> causes() {
    Map<Integer, Double> net = netExcess();
    double total = net.values().stream().filter(sum -> sum > 0).mapToDouble(sum -> sum).sum();
    List<Integer> suspects =
        net.entrySet().stream()
            .filter(entry -> entry.getValue() > EXPLAINED_MIN * total)
            .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
            .limit(SERVICES_MAX)
            .map(Map.Entry::getKey)
            .toList();
    List<Found> found = new ArrayList<>();
    int tried = 0;
    for (int service : suspects) {
      Rows rows = rows(service);
      ItemTable table = new ItemTable(rows, items, outcome, kind);
      CauseSearch search = new CauseSearch(rows, table, kind, selectedPerReference);
      search.drafts().forEach(draft -> found.add(new Found(service, draft)));
      tried += search.tried();
    }
    double[] pValues = found.stream().mapToDouble(each -> each.draft().pValue()).toArray();
    double[] adjusted = FalseDiscovery.adjust(pValues, tried);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Finding finding = finding(found.get(i), adjusted[i], total);
      if (finding.pValue() <= SIGNIFICANT
          && finding.explainedShare() >= EXPLAINED_MIN
          && finding.score() > 0) {
        findings.add(finding);
      }
    }
    findings.sort(Comparator.comparingDouble(Finding::score).reversed());
    return findings.stream().limit(CAUSES_MAX).toList();
  }

  /** By how much more each service got worse than the reference would have it. */
  private Map<Integer, Double> netExcess() {
    Map<Integer, Double> net = new HashMap<>();
    for (int i = 0; i < views.size(); i++) {
      TraceView view = views.get(i);
      double weight = i < selectedCount ? 1 : -selectedPerReference;
      double[] of = excess.get(i);
      for (int row = 0; row < of.length; row++) {
        if (of[row] > 0) {
          net.merge(view.service(row), weight * of[row], Double::sum);
        }
      }
    }
    return net;
  }

  private Rows rows(int service) {
    Rows rows = new Rows(views);
    for (int i = 0; i < views.size(); i++) {
      TraceView view = views.get(i);
      for (int row = 0; row < view.size(); row++) {
        if (view.service(row) == service && !Double.isNaN(excess.get(i)[row])) {
          rows.add(i, row, i < selectedCount, excess.get(i)[row]);
        }
      }
    }
    return rows;
  }

  private Finding finding(Found found, double pValue, double total) {
    CauseSearch.Draft draft = found.draft();
    double explained = total <= 0 ? 0 : Math.clamp(draft.excess() / total, 0, 1);
    double share = draft.selected().share().orElse(0.0);
    double shareBefore = draft.reference().share().orElse(0.0);
    String service = names.service(found.service());
    return new Finding(
        service,
        draft.conditions(),
        draft.alsoTrue(),
        draft.confounded(),
        explained * Math.max(0, share - shareBefore),
        explained,
        draft.excess(),
        draft.selected(),
        draft.reference(),
        pValue,
        draft.exampleTraceIds(),
        text(service, draft, explained));
  }

  private String text(String service, CauseSearch.Draft draft, double explained) {
    String where =
        draft.conditions().isEmpty()
            ? "all of " + service
            : service
                + ", "
                + draft.conditions().stream()
                    .map(Condition::toString)
                    .collect(Collectors.joining(" and "));
    String bad =
        switch (outcome.kind()) {
          case LATENCY -> "slow";
          case ERRORS -> "failed";
          case LOW_VALUE -> "low in " + outcome.key();
          case HIGH_VALUE -> "high in " + outcome.key();
        };
    return String.format(
        Locale.ROOT,
        "%s: %d of %d spans %s (reference: %d of %d); %.0f %% of what got worse",
        where,
        draft.selected().bad(),
        draft.selected().spans(),
        bad,
        draft.reference().bad(),
        draft.reference().spans(),
        100 * explained);
  }
}
