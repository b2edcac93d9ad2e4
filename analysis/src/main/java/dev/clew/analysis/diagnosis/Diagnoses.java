// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.diagnosis;

import dev.clew.analysis.contrast.Contrast;
import dev.clew.analysis.contrast.ContrastReport;
import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.contrast.Reference;
import dev.clew.analysis.rootcause.RootCauses;
import dev.clew.analysis.rootcause.Suspect;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.List;

/**
 * Answers {@link DiagnosisQuery}s: what sets the traces apart, and which services are to blame.
 *
 * <p>Threads: any number at once. Cost: both sets of traces are held in memory, up to {@value
 * Selections#SPANS_MAX} spans; some 5 µs a span.
 */
public final class Diagnoses {

  private final TraceReader reader;

  /** Diagnoses of the traces in a store. */
  public Diagnoses(TraceReader reader) {
    this.reader = reader;
  }

  /** Everything. */
  public Diagnosis diagnose(DiagnosisQuery question, QueryContext context) {
    Selections sets = read(question, context);
    ContrastReport contrast =
        Contrast.explain(
            sets.selected(), sets.reference(), question.outcome(), reference(question));
    return diagnosis(question, sets, contrast);
  }

  /** Only the suspects: cheaper. */
  public Diagnosis rankServices(DiagnosisQuery question, QueryContext context) {
    Selections sets = read(question, context);
    ContrastReport nothing =
        new ContrastReport(
            question.outcome(),
            sets.selected().size(),
            sets.reference().size(),
            List.of(),
            List.of());
    return diagnosis(question, sets, nothing);
  }

  private Selections read(DiagnosisQuery question, QueryContext context) {
    Selections sets = new Selections(reader);
    sets.read(question.query(), question.comparison(), context);
    return sets;
  }

  private static Diagnosis diagnosis(
      DiagnosisQuery question, Selections sets, ContrastReport contrast) {
    return new Diagnosis(
        question.comparison().selected(),
        question.comparison().reference(),
        sets.selected().size(),
        sets.reference().size(),
        sets.spans(),
        question.outcome(),
        contrast.causes(),
        contrast.differences(),
        suspects(question, sets),
        sets.incomplete(),
        sets.isPartial());
  }

  /** Services are ranked by time, errors and order; a number in an attribute is none of these. */
  private static List<Suspect> suspects(DiagnosisQuery question, Selections sets) {
    Outcome.Kind kind = question.outcome().kind();
    if (sets.reference().isEmpty()
        || kind == Outcome.Kind.LOW_VALUE
        || kind == Outcome.Kind.HIGH_VALUE) {
      return List.of();
    }
    return RootCauses.rank(sets.reference(), sets.selected(), question.useEvents()).stream()
        .filter(suspect -> !suspect.evidence().isEmpty())
        .toList();
  }

  /** Traces of another time differ in all that says the time; those of the same time do not. */
  private static Reference reference(DiagnosisQuery question) {
    return switch (question.comparison()) {
      case Comparison.Baseline _ -> Reference.BEFORE;
      case Comparison.Search search ->
          search
                  .query()
                  .range()
                  .overlaps(
                      question.query().range().startNanos(),
                      question.query().range().endNanos() - 1)
              ? Reference.REST
              : Reference.BEFORE;
      case Comparison.Slow _, Comparison.Failed _, Comparison.Versions _ -> Reference.REST;
    };
  }
}
