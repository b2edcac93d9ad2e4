// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.peer.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was measured in one run.
 *
 * @param plan in words
 * @param parts by name of what the spans looked like
 * @param comparisons with other servers
 */
record Report(
    Machine machine, String plan, Map<String, List<Chapter>> parts, List<Comparison> comparisons) {

  /** A page for people. */
  String toMarkdown() {
    StringBuilder page = new StringBuilder("# How fast is Clew here?\n\n");
    page.append("| | |\n|---|---|\n");
    row(page, "processor", machine.processorCount() + " × " + machine.processor());
    row(page, "memory", Numbers.format(machine.memoryBytes() / 1e9) + " GB");
    row(page, "system", machine.system());
    row(page, "Java", machine.java());
    row(page, "Clew", machine.clew());
    row(page, "measured", plan);
    parts.forEach((name, chapters) -> {
      for (Chapter chapter : chapters) {
        page.append("\n## ").append(name).append(": ").append(chapter.title()).append("\n\n");
        page.append("| figure | median | range | goal | |\n|---|---:|---:|---:|---|\n");
        chapter.figures().forEach(figure -> row(page, figure));
        page.append('\n').append(String.join(" ", chapter.notes())).append('\n');
      }
    });
    comparisons.forEach(comparison -> compare(page, comparison));
    return page.toString();
  }

  /** The same for programs. */
  String toJson() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("machine", machine);
    root.put("plan", plan);
    List<Map<String, Object>> figures = new ArrayList<>();
    parts.forEach((name, chapters) ->
        chapters.forEach(chapter ->
            chapter.figures().forEach(figure -> figures.add(json(name, chapter, figure)))));
    root.put("figures", figures);
    root.put("comparisons", comparisons);
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(root)
        + "\n";
  }

  private static void compare(StringBuilder page, Comparison comparison) {
    page.append("\n## Beside ").append(comparison.peer()).append("\n\n");
    page.append("| figure | Clew | ").append(comparison.peer()).append(" | times better |\n");
    page.append("|---|---:|---:|---:|\n");
    for (Comparison.Line line : comparison.lines()) {
      page.append(
          "| %s | %s %s | %s %s | %s |\n"
              .formatted(
                  line.name(),
                  Numbers.format(line.clew()),
                  line.unit(),
                  Numbers.format(line.peer()),
                  line.unit(),
                  Numbers.format(line.ratio())));
    }
    page.append('\n').append(String.join(" ", comparison.notes())).append('\n');
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static void row(StringBuilder page, Figure figure) {
    boolean once = figure.samples().size() == 1;
    String range = once ? "" : Numbers.format(figure.min()) + " – " + Numbers.format(figure.max());
    String verdict =
        figure.goal() instanceof Figure.Goal.None ? "" : figure.reachesGoal() ? "✓" : "missed";
    page.append(
        "| %s | %s %s | %s | %s | %s |\n"
            .formatted(
                figure.name(),
                Numbers.format(figure.median()),
                figure.unit(),
                range,
                figure.goal(),
                verdict));
  }

  private static Map<String, Object> json(String part, Chapter chapter, Figure figure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", part);
    json.put("chapter", chapter.title());
    json.put("name", figure.name());
    json.put("unit", figure.unit());
    json.put("median", figure.median());
    json.put("min", figure.min());
    json.put("max", figure.max());
    json.put("samples", figure.samples().size());
    if (!(figure.goal() instanceof Figure.Goal.None)) {
      json.put("goal", figure.goal().toString());
      json.put("reached", figure.reachesGoal());
    }
    return json;
  }
}
