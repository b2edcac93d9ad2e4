// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.diagnosis.Diagnosis;
import dev.clew.analysis.recommendation.Recommendation;
import dev.clew.analysis.recommendation.Recommendations;
import dev.clew.analysis.report.Coverage;
import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Finding;
import dev.clew.analysis.report.Report;
import dev.clew.model.TraceId;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** A report as one HTML page that needs nothing else: light or dark, on a phone or a desk. */
public final class ReportHtml {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: light-dark(#d9dde3, #343a43); --dim: light-dark(#5b6470, #9aa4b2);
        --back: light-dark(#fff, #14171c); --text: light-dark(#1a1f27, #e6e9ee); --accent: light-dark(#0b5cad, #7cb7ff);
        --high: light-dark(#b3261e, #ff8a80); --soft: light-dark(#f4f6f8, #1c2027); }
      * { box-sizing: border-box }
      body { margin: 0 auto; padding: 1.25rem; max-width: 76rem; background: var(--back); color: var(--text);
        font: 15px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem }
      h3 { font-size: .95rem; margin: 1rem 0 .25rem }
      p { margin: 0 0 .75rem } .note { color: var(--dim); font-size: .87rem }
      a { color: var(--accent) } code { font-size: .87rem }
      ol.findings { list-style: none; margin: 0; padding: 0 }
      ol.findings li { display: grid; grid-template-columns: 3rem 1fr; gap: .75rem; padding: .6rem 0;
        border-top: 1px solid var(--line); overflow-wrap: anywhere }
      .severity { font-variant-numeric: tabular-nums; font-weight: 600; text-align: right }
      .severity.high { color: var(--high) }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0 }
      dt { color: var(--dim) } dd { margin: 0 }
      .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px }
      table { border-collapse: collapse; width: 100%; font-size: .87rem }
      th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; white-space: nowrap }
      th { color: var(--dim); font-weight: 500; background: var(--soft) }
      tr + tr td { border-top: 1px solid var(--line) }
      td.text { white-space: normal; min-width: 8rem; overflow-wrap: anywhere }
      .number { text-align: right; font-variant-numeric: tabular-nums }
      """;
  private static final double HIGH = 5;
  private static final String NO_REQUESTS = "<p>No requests found.</p>\n";
  private static final String END = "</body>\n</html>\n";

  private final StringBuilder html = new StringBuilder();
  private final URI ui;

  private ReportHtml(URI ui) {
    this.ui = ui;
  }

  /**
   * Writes a report.
   *
   * @param ui where the web UI is, for links to traces
   */
  public static String of(Report report, URI ui) {
    ReportHtml page = new ReportHtml(ui);
    page.write(report);
    return page.html.toString();
  }

  /**
   * Writes the critical paths of many requests.
   *
   * @param ui where the web UI is, for links to traces
   */
  public static String of(CriticalPathSearch.Answer answer, URI ui) {
    ReportHtml page = new ReportHtml(ui);
    page.begin(ReportLines.title(answer.criticalPaths()), answer.coverage());
    if (answer.coverage().requests() == 0) {
      page.html.append(NO_REQUESTS);
    } else {
      CriticalPathTables.of(answer).forEach(page::table);
    }
    page.html.append(END);
    return page.html.toString();
  }

  private void begin(String text, Coverage coverage) {
    String title = escape(text);
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n")
        .append("<h1>" + title + "</h1>\n<p class=\"note\">")
        .append(escape(ReportLines.coverage(coverage)) + "</p>\n");
  }

  private void write(Report report) {
    begin(ReportLines.title(report), report.coverage());
    if (report.coverage().requests() == 0) {
      html.append(NO_REQUESTS);
    } else {
      findings(report.findings());
      recommendations(report.recommendations());
      figures(report);
      report.diagnosis().ifPresent(this::diagnosis);
      ReportTables.of(report).forEach(this::table);
    }
    html.append(END);
  }

  private void findings(List<Finding> findings) {
    html.append("<h2>What stands out</h2>\n");
    if (findings.isEmpty()) {
      html.append("<p>Nothing stands out.</p>\n");
      return;
    }
    html.append("<p class=\"note\">severity from 0 to 10</p>\n<ol class=\"findings\">\n");
    for (Finding finding : findings) {
      html.append("<li><span class=\"severity" + (finding.severity() >= HIGH ? " high" : ""))
          .append("\">" + String.format(Locale.ROOT, "%.1f", finding.severity()) + "</span><span>")
          .append(escape(finding.text()));
      for (TraceId trace : finding.exemplars()) {
        html.append(" " + link(trace.toHex()));
      }
      html.append("</span></li>\n");
    }
    html.append("</ol>\n");
  }

  private void recommendations(Recommendations recommendations) {
    html.append("<h2>What to do</h2>\n");
    if (recommendations.all().isEmpty()) {
      html.append("<p>No habit with a known remedy was found.</p>\n");
      return;
    }
    html.append("<p class=\"note\">impact from 0 to 10, by the estimated gain</p>\n");
    for (RecommendationLines.Group group : RecommendationLines.groups(recommendations)) {
      html.append("<h3>" + escape(group.title()) + "</h3>\n<ol class=\"findings\">\n");
      for (Recommendation each : group.recommendations()) {
        html.append("<li><span class=\"severity" + (each.impact() >= HIGH ? " high" : ""))
            .append("\">" + String.format(Locale.ROOT, "%.1f", each.impact()) + "</span><span><b>")
            .append(escape(RecommendationLines.rule(each)) + "</b>: " + escape(each.text()))
            .append("<br>" + escape(RecommendationLines.gain(each)))
            .append("<br><span class=\"note\">" + escape(RecommendationLines.figures(each)))
            .append("</span>");
        for (TraceId trace : each.evidence().exemplars()) {
          html.append(" " + link(trace.toHex()));
        }
        html.append("</span></li>\n");
      }
      html.append("</ol>\n");
    }
  }

  private void figures(Report report) {
    html.append("<dl>\n");
    for (String line : ReportLines.figures(report)) {
      int space = line.indexOf(' ');
      html.append("<dt>" + escape(line.substring(0, space)) + "</dt><dd>")
          .append(escape(line.substring(space).strip()) + "</dd>\n");
    }
    html.append("</dl>\n");
  }

  private void diagnosis(Diagnosis diagnosis) {
    List<String> lines = ReportLines.diagnosis(diagnosis);
    html.append("<h2>" + escape(lines.getFirst()) + "</h2>\n");
    for (String line : lines.subList(1, lines.size())) {
      html.append("<p>" + escape(line.strip()) + "</p>\n");
    }
  }

  private void table(Table table) {
    html.append("<h2>" + escape(table.title()) + "</h2>\n<p class=\"note\">")
        .append(escape(table.note()) + "</p>\n<div class=\"scroll\"><table>\n<thead><tr>");
    for (int column = 0; column < table.heads().size(); column++) {
      html.append(table.isNumber(column) ? "<th class=\"number\">" : "<th>")
          .append(escape(table.head(column)) + "</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        boolean isTrace = table.head(column).equals("trace");
        html.append(
                table.isNumber(column)
                    ? "<td class=\"number\">"
                    : isTrace ? "<td>" : "<td class=\"text\">")
            .append(isTrace ? link(row.get(column)) : escape(row.get(column)))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private String link(String trace) {
    return trace.isEmpty()
        ? ""
        : "<a href=\"%s\"><code>%s</code></a>"
            .formatted(escape(ui.resolve("/trace/" + trace).toString()), trace.substring(0, 8));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
