// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.aggregate.Batches;
import dev.clew.analysis.aggregate.CriticalPaths;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.report.CriticalPathSearch;
import java.util.ArrayList;
import java.util.List;

/** The critical paths of many requests as tables. */
final class CriticalPathTables {

  private static final int ROWS_MAX = 30;

  private CriticalPathTables() {}

  static List<Table> of(CriticalPathSearch.Answer answer) {
    CriticalPaths paths = answer.criticalPaths();
    List<Table> tables = new ArrayList<>(List.of(operations(paths), services(paths)));
    Batches batches = answer.batches();
    if (!batches.operations().isEmpty() || batches.incomplete().isPresent()) {
      tables.add(1, batches(batches));
    }
    return tables;
  }

  private static Table batches(Batches batches) {
    Table.Builder table =
        Table.of(
            "Batches",
            "what requests waited for in batches, part of the times above; times per request; its share: the"
                + " waiting by the size of the batch; "
                + Words.count(batches.linkedTraces())
                + " linked traces were read"
                + batches.incomplete().map(reason -> " (" + reason + ")").orElse(""),
            "service",
            "batch",
            "who waited",
            ">in requests",
            ">of the time",
            ">waited",
            ">its share",
            ">batches",
            ">size",
            "trace");
    for (Batches.BatchOperation each : batches.operations().stream().limit(ROWS_MAX).toList()) {
      table.row(
          Words.service(each.service()),
          each.name(),
          each.waitingService().equals(each.service())
              ? each.waitingName()
              : Words.service(each.waitingService()) + ": " + each.waitingName(),
          Words.percent(each.requestShare()),
          Words.percent(each.pathShare()),
          Words.duration(each.waitNanos()),
          Words.duration(each.shareNanos()),
          Words.count(each.batches()),
          Words.number(each.size()),
          ReportTables.exemplar(each.evidence().exemplars()));
    }
    return table.build();
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
