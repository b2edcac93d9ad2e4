// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares the versions of every model that requests call.
 *
 * <p>A call of a model is a span that says a version and has none above it that says the same; its
 * time and status count. Confidence and cost are taken from any span that says them with a version.
 * Unless two versions are asked for, those with {@value VersionComparison#ENOUGH} calls or more are
 * put in order, numbers by size and others by when they were first seen, and each is compared with
 * the one before.
 */
public final class VersionAnalysis implements RequestAnalysis<List<VersionReport>> {

  private static final int REPORTS_MAX = 20;
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long ERROR_SCORE = Long.MAX_VALUE / 2;

  private final TraceNames names;
  private final Versions wanted;
  private final SpanAttribute versionOf;
  private final SpanAttribute modelOf = new Concepts().modelName();
  private final SpanAttribute confidenceOf = Concepts.concept("ml.prediction.confidence");
  private final SpanAttribute costOf =
      Concepts.concept("ml.cost.total", "gen_ai.usage.cost", "llm.cost.total");
  private final Map<String, Map<String, VersionSamples>> models = new TreeMap<>();

  /**
   * Which versions are compared.
   *
   * @param key the attribute that says them
   * @param model only of this model; of all if empty
   * @param pair the two of them; if empty, each with the one before
   */
  public record Versions(String key, Optional<String> model, Optional<Pair> pair) {

    /** All versions of all models. */
    public static final Versions ALL =
        new Versions(Concepts.MODEL_VERSION, Optional.empty(), Optional.empty());
  }

  /** The version in use and the new one. */
  public record Pair(String baseline, String candidate) {}

  /** An analysis of nothing yet. */
  public VersionAnalysis(TraceNames names, Versions wanted) {
    this.names = names;
    this.wanted = wanted;
    this.versionOf = Concepts.concept(wanted.key());
  }

  @Override
  public Projection reads() {
    return SpanAttribute.reads(versionOf, modelOf, confidenceOf, costOf);
  }

  @Override
  public void add(Request request) {
    TraceView view = request.view();
    @Nullable VersionSamples[] above = null; // by row, once a span says a version
    for (int row = request.root(); row < request.end(); row++) {
      VersionSamples samples = samples(view, row);
      if (samples != null) {
        above = above == null ? new VersionSamples[view.size()] : above;
        addFigures(view, row, samples);
      }
      if (above != null) {
        VersionSamples inherited = row == request.root() ? null : above[view.parent(row)];
        if (samples != null && samples != inherited) {
          addCall(view, row, samples);
        }
        above[row] = samples == null ? inherited : samples;
      }
    }
  }

  @Override
  public List<VersionReport> result() {
    List<VersionReport> reports = new ArrayList<>();
    models.forEach((model, versions) -> {
      if (wanted.pair().isPresent()) {
        VersionSamples baseline = versions.get(wanted.pair().get().baseline());
        VersionSamples candidate = versions.get(wanted.pair().get().candidate());
        if (baseline != null && candidate != null) {
          reports.add(new VersionComparison(model, baseline, candidate).report());
        }
      } else {
        List<VersionSamples> inOrder = inOrder(versions);
        for (int i = 1; i < inOrder.size(); i++) {
          reports.add(new VersionComparison(model, inOrder.get(i - 1), inOrder.get(i)).report());
        }
      }
    });
    reports.sort(
        Comparator.comparing(VersionReport::verdict)
            .thenComparingDouble(VersionReport::confidence)
            .reversed()
            .thenComparing(VersionReport::model));
    return reports.size() > REPORTS_MAX ? reports.subList(0, REPORTS_MAX) : reports;
  }

  private void addCall(TraceView view, int row, VersionSamples samples) {
    long nanos = view.durationNanos(row);
    int operation = view.operation(row);
    samples.addCall(
        view.traceId(), view.startNanos(row), view.isError(row) ? ERROR_SCORE + nanos : nanos);
    samples.add(VersionSamples.Kind.LATENCY, operation, nanos / NANOS_PER_MILLI);
    samples.add(VersionSamples.Kind.ERRORS, operation, view.isError(row) ? 1 : 0);
  }

  private void addFigures(TraceView view, int row, VersionSamples samples) {
    int operation = view.operation(row);
    samples.add(VersionSamples.Kind.UNSURENESS, operation, -confidenceOf.number(view, row));
    samples.add(VersionSamples.Kind.COST, operation, costOf.number(view, row));
  }

  /** Where the figures of a span go; null if it says no version that is asked for. */
  private @Nullable VersionSamples samples(TraceView view, int row) {
    String version = versionOf.text(view, row);
    if (version == null || isUnwanted(version)) {
      return null;
    }
    String model = modelOf.text(view, row);
    model = model == null ? "" : model;
    if (wanted.model().isPresent() && !model.equals(wanted.model().get())) {
      return null;
    }
    return models
        .computeIfAbsent(model, _ -> new TreeMap<>())
        .computeIfAbsent(version, _ -> new VersionSamples(names, version));
  }

  private boolean isUnwanted(String version) {
    return wanted
        .pair()
        .filter(pair -> !pair.baseline().equals(version) && !pair.candidate().equals(version))
        .isPresent();
  }

  private static List<VersionSamples> inOrder(Map<String, VersionSamples> versions) {
    return versions.values().stream()
        .filter(samples -> samples.count() >= VersionComparison.ENOUGH)
        .sorted(
            Comparator.comparingDouble((VersionSamples samples) -> number(samples.version()))
                .thenComparingLong(VersionSamples::firstNanos)
                .thenComparing(VersionSamples::version))
        .toList();
  }

  private static double number(String version) {
    try {
      return Double.parseDouble(version.startsWith("v") ? version.substring(1) : version);
    } catch (NumberFormatException _) {
      return Double.MAX_VALUE; // no number: after those that are, by time
    }
  }
}
