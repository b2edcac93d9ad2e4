// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.recommendation.Recommendation;
import dev.clew.analysis.recommendation.Recommendations;
import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Finding;
import dev.clew.analysis.report.Report;
import dev.clew.model.TraceId;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** A report as text for a terminal. */
public final class ReportText {

  private static final int CELL_MAX = 44;
  private static final int WIDE_CELL_MAX = 100;
  private static final int ID_SHOWN = 32;
  private static final String NO_REQUESTS =
      "No requests found. A longer --lookback or another --service may find some.";

  private final StringBuilder text = new StringBuilder();
  private final URI ui;

  private ReportText(URI ui) {
    this.ui = ui;
  }

  /**
   * Writes a report.
   *
   * @param ui where the web UI is, for addresses of traces
   */
  public static String of(Report report, URI ui) {
    ReportText writer = new ReportText(ui);
    writer.write(report);
    return writer.text.toString();
  }

  /** Writes the critical paths of many requests. */
  public static String of(CriticalPathSearch.Answer answer) {
    ReportText writer = new ReportText(URI.create("/"));
    writer.line(ReportLines.title(answer.criticalPaths()));
    writer.line(ReportLines.coverage(answer.coverage()));
    if (answer.coverage().requests() == 0) {
      writer.line("");
      writer.line(NO_REQUESTS);
    } else {
      CriticalPathTables.of(answer).forEach(writer::table);
    }
    return writer.text.toString();
  }

  private void write(Report report) {
    line(ReportLines.title(report));
    line(ReportLines.coverage(report.coverage()));
    if (report.coverage().requests() == 0) {
      line("");
      line(NO_REQUESTS);
      return;
    }
    line("");
    line(report.findings().isEmpty() ? "Nothing stands out." : "What stands out");
    for (Finding finding : report.findings()) {
      line(String.format(Locale.ROOT, "  %4.1f  %s", finding.severity(), finding.text()));
      for (TraceId trace : finding.exemplars().stream().limit(1).toList()) {
        line("        " + address(trace.toHex()));
      }
    }
    recommendations(report.recommendations());
    line("");
    ReportLines.figures(report).forEach(this::line);
    report
        .diagnosis()
        .ifPresent(diagnosis -> {
          line("");
          ReportLines.diagnosis(diagnosis).forEach(this::line);
        });
    ReportTables.of(report).forEach(this::table);
  }

  private void recommendations(Recommendations recommendations) {
    line("");
    if (recommendations.all().isEmpty()) {
      line("No habit with a known remedy was found.");
      return;
    }
    line("What to do");
    for (RecommendationLines.Group group : RecommendationLines.groups(recommendations)) {
      line("  " + group.title());
      for (Recommendation each : group.recommendations()) {
        line(
            String.format(
                Locale.ROOT,
                "  %4.1f  %s: %s",
                each.impact(),
                RecommendationLines.rule(each),
                each.text()));
        line("        " + RecommendationLines.gain(each));
        line("        " + RecommendationLines.figures(each));
        for (TraceId trace : each.evidence().exemplars().stream().limit(1).toList()) {
          line("        " + address(trace.toHex()));
        }
      }
    }
  }

  private void table(Table table) {
    int[] widths = new int[table.heads().size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = table.head(column).length();
      for (List<String> row : table.rows()) {
        widths[column] = Math.max(widths[column], shown(table, row, column).length());
      }
    }
    line("");
    line(table.title());
    line("  (" + table.note() + ")");
    StringBuilder heads = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      cell(heads, table.head(column), widths[column], table.isNumber(column));
    }
    line(heads.toString().stripTrailing());
    for (List<String> row : table.rows()) {
      StringBuilder cells = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        cell(cells, shown(table, row, column), widths[column], table.isNumber(column));
      }
      line(cells.toString().stripTrailing());
    }
  }

  private static void cell(StringBuilder target, String text, int width, boolean isNumber) {
    String space = " ".repeat(width - text.length());
    target.append("  ").append(isNumber ? space + text : text + space);
  }

  private static String shown(Table table, List<String> row, int column) {
    int max = table.isWide(column) ? WIDE_CELL_MAX : CELL_MAX;
    String cell = row.get(column);
    return cell.length() <= max ? cell : cell.substring(0, max - 1) + "…";
  }

  private String address(String trace) {
    return ui.resolve("/trace/" + trace.substring(0, Math.min(ID_SHOWN, trace.length())))
        .toString();
  }

  /** Control characters in a name must not reach a terminal. */
  private void line(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      text.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    text.append('\n');
  }
}
