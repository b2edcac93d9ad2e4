// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static dev.clew.analysis.figure.Words.percent;
import static dev.clew.analysis.figure.Words.service;

import dev.clew.analysis.contrast.Condition;
import dev.clew.analysis.contrast.Finding;
import dev.clew.analysis.contrast.ShareDifference;
import dev.clew.analysis.diagnosis.Diagnosis;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.rootcause.Evidence;
import dev.clew.analysis.rootcause.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What of a diagnosis people read as tables. */
final class DiagnosisTables {

  private static final int ROWS_MAX = 8;
  private static final int REASONS_MAX = 3;
  private static final double SCORE_MIN = 0.01;

  private DiagnosisTables() {}

  static List<Table> of(Diagnosis diagnosis) {
    List<Table> tables = new ArrayList<>();
    tables.add(causes(diagnosis));
    tables.add(suspects(diagnosis));
    tables.add(differences(diagnosis));
    return tables;
  }

  private static Table causes(Diagnosis diagnosis) {
    Table.Builder table =
        Table.of(
            "Causes",
            "explains: share of what got worse; bad, before: share of such spans that are worse than"
                + " usual, in these traces and in those compared with; p: after correction for all that"
                + " was tried",
            "service",
            "~spans with",
            "which also say",
            ">explains",
            ">bad",
            ">before",
            ">traces",
            ">p",
            "trace");
    for (Finding row : diagnosis.causes().stream().limit(ROWS_MAX).toList()) {
      table.row(
          service(row.service()),
          row.conditions().isEmpty() ? "(any)" : conditions(row.conditions()),
          conditions(row.alsoTrue()),
          percent(row.explainedShare()),
          row.selected().share().map(Words::percent).orElse(""),
          row.reference().share().map(Words::percent).orElse(""),
          Words.count(row.selected().traces()),
          pValue(row.pValue()),
          row.exampleTraceIds().isEmpty() ? "" : row.exampleTraceIds().getFirst());
    }
    return table.build();
  }

  private static Table suspects(Diagnosis diagnosis) {
    Table.Builder table =
        Table.of(
            "Root causes",
            "services by how likely it began there; strength: the share that the data support with"
                + " 95 % confidence",
            "service",
            ">score",
            "~because",
            ">strength",
            "trace");
    List<Suspect> suspects =
        diagnosis.suspects().stream()
            .filter(suspect -> suspect.score() >= SCORE_MIN)
            .limit(ROWS_MAX)
            .toList();
    for (Suspect suspect : suspects) {
      boolean isFirst = true;
      for (Evidence evidence : suspect.evidence().stream().limit(REASONS_MAX).toList()) {
        table.row(
            isFirst ? service(suspect.service()) : "",
            isFirst ? decimals(suspect.score()) : "",
            evidence.text(),
            decimals(evidence.strength()),
            evidence.exampleTraceId().orElse(""));
        isFirst = false;
      }
    }
    return table.build();
  }

  private static Table differences(Diagnosis diagnosis) {
    Table.Builder table =
        Table.of(
            "What else differs",
            "share of traces of which it is true; a cause, a consequence, or neither",
            "service",
            "what",
            ">here",
            ">there",
            ">p");
    for (ShareDifference row : diagnosis.differences().stream().limit(ROWS_MAX).toList()) {
      table.row(
          service(row.service()),
          row.condition().toString(),
          percent((double) row.selectedTraces() / diagnosis.selectedTraces()),
          percent((double) row.referenceTraces() / diagnosis.referenceTraces()),
          pValue(row.pValue()));
    }
    return table.build();
  }

  private static String conditions(List<Condition> conditions) {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(", "));
  }

  private static String decimals(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  static String pValue(double p) {
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }
}
