// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.contrast.Condition;
import dev.clew.analysis.contrast.Contrast;
import dev.clew.analysis.contrast.Finding;
import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.contrast.Reference;
import dev.clew.analysis.rootcause.RootCauses;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.demo.incident.Culprit;
import dev.clew.demo.incident.Incident;
import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The analysis names the culprit of every incident first, with the attributes that single it out.
 */
class KnownAnswersTest {

  @ParameterizedTest
  @ValueSource(longs = {4, 11})
  void analysis_ofEachIncident_namesTheCulpritFirst(long seed) {
    Recording recording = Recording.of(Timetable.ROUND, 3, seed);
    List<TraceView> all = new TraceViews().list(List.of(RecordedBatch.of(recording.spans())));
    List<TraceView> quiet =
        all.stream()
            .filter(view ->
                Incidents.ALL.stream()
                    .noneMatch(each -> recording.timetable().active(each, view.startNanos(0))))
            .toList();
    for (Incident incident : Incidents.ALL) {
      List<TraceView> during =
          all.stream()
              .filter(view -> recording.timetable().active(incident, view.startNanos(0)))
              .toList();
      String what = incident.name() + ", seed " + seed;
      Culprit culprit = incident.culprit();
      List<Finding> findings =
          Contrast.explain(during, quiet, outcome(culprit), Reference.BEFORE).causes();
      assertThat(findings).as(what).isNotEmpty();
      assertThat(findings.getFirst().service()).as(what).isEqualTo(culprit.service());
      assertThat(said(findings.getFirst()))
          .as(what)
          .containsAll(
              culprit.attributes().entrySet().stream()
                  .map(entry -> new Condition(entry.getKey(), "=", entry.getValue()))
                  .toList());
      if (culprit.effect() != Culprit.Effect.QUALITY) {
        assertThat(RootCauses.rank(quiet, during, true).getFirst().service())
            .as(what)
            .isEqualTo(culprit.service());
      }
    }
  }

  private static Outcome outcome(Culprit culprit) {
    return switch (culprit.effect()) {
      case LATENCY -> Outcome.LATENCY;
      case ERRORS -> Outcome.ERRORS;
      case QUALITY -> Outcome.low("ml.prediction.confidence");
    };
  }

  private static List<Condition> said(Finding finding) {
    return new ArrayList<>(
        Stream.concat(finding.conditions().stream(), finding.alsoTrue().stream()).toList());
  }
}
