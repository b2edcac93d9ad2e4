// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static dev.clew.analysis.figure.Words.count;

import dev.clew.analysis.figure.Words;
import dev.clew.analysis.version.Figure;
import dev.clew.analysis.version.VersionReport;
import java.util.List;
import java.util.Locale;

/** Comparisons of versions as a table. */
final class VersionTables {

  private static final int ROWS_MAX = 16;

  private VersionTables() {}

  static List<Table> of(List<VersionReport> versions) {
    Table.Builder table =
        Table.of(
            "Versions of models",
            "of calls of the same operation; worse by: for errors the difference of shares, else how much"
                + " likelier than not a call of the new version is worse",
            "model",
            "version",
            "verdict",
            "figure",
            ">old",
            ">new",
            ">calls old",
            ">calls new",
            ">worse by",
            ">p",
            "trace");
    int rows = 0;
    for (VersionReport version : versions) {
      boolean isFirst = true;
      for (Figure figure : version.figures()) {
        if (rows++ == ROWS_MAX) {
          return List.of(table.build());
        }
        table.row(
            isFirst ? version.model() : "",
            isFirst ? version.baseline() + " → " + version.candidate() : "",
            isFirst ? verdict(version) : "",
            figure.name(),
            value(figure.baseline(), figure),
            value(figure.candidate(), figure),
            count(figure.baselineCount()),
            count(figure.candidateCount()),
            Words.percent(figure.worseBy()),
            DiagnosisTables.pValue(figure.pValue()),
            isFirst ? ReportTables.exemplar(version.evidence().exemplars()) : "");
        isFirst = false;
      }
    }
    return List.of(table.build());
  }

  private static String verdict(VersionReport version) {
    return version.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String value(double value, Figure figure) {
    if (Double.isNaN(value)) {
      return "";
    }
    return figure.name().equals("errors")
        ? Words.percent(value)
        : String.format(Locale.ROOT, "%.4g %s", value, figure.unit()).strip();
  }
}
