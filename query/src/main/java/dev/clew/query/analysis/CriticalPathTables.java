// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.aggregate.CriticalPaths;
import dev.clew.analysis.figure.Words;
import java.util.List;

/** The critical paths of many requests as tables. */
final class CriticalPathTables {

  private static final int ROWS_MAX = 30;

  private CriticalPathTables() {}

  static List<Table> of(CriticalPaths paths) {
    return List.of(operations(paths), services(paths));
  }

  private static Table operations(CriticalPaths paths) {
    String saved = ">saved at -" + Words.percent(paths.faster());
    Table.Builder table =
        Table.of(
            "Operations",
            "times per request; drag: sooner if a span took no time; slack: how much longer those off the path may take",
            "service",
            "operation",
            ">of the time",
            ">own time",
            ">on the path",
            ">drag",
            ">slack, median",
            saved,
            ">of the time",
            "trace");
    for (CriticalPaths.Operation each : paths.operations().stream().limit(ROWS_MAX).toList()) {
      table.row(
          Words.service(each.service()),
          each.name(),
          Words.percent(each.pathShare()),
          Words.duration(each.exclusiveNanos()),
          Words.percent(each.onPath()),
          Words.duration(each.dragNanos()),
          each.slackNanos().count() == 0 ? "" : Words.duration(each.slackNanos().median()),
          Words.duration(each.savedNanos()),
          Words.percent(each.savedShare()),
          ReportTables.exemplar(each.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table services(CriticalPaths paths) {
    Table.Builder table =
        Table.of(
            "Services",
            "times per request",
            "service",
            ">in requests",
            ">of the time",
            ">own time",
            ">saved at -" + Words.percent(paths.faster()),
            ">of the time",
            "trace");
    for (CriticalPaths.Service each : paths.services().stream().limit(ROWS_MAX).toList()) {
      table.row(
          Words.service(each.service()),
          Words.percent(each.requestShare()),
          Words.percent(each.pathShare()),
          Words.duration(each.exclusiveNanos()),
          Words.duration(each.savedNanos()),
          Words.percent(each.savedShare()),
          ReportTables.exemplar(each.evidence().exemplars()));
    }
    return table.build();
  }
}
