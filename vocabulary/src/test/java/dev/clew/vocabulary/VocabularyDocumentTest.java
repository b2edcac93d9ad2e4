// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/vocabulary.md as the data is. {@code -Dclew.docs.write=true} writes it anew:
 *
 * <pre>mvn -pl vocabulary -am test -Dtest=VocabularyDocumentTest -Dclew.docs.write=true</pre>
 */
class VocabularyDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "vocabulary.md");
  private static final String BEGIN = "## Concepts\n";

  @Test
  void document_saysWhatTheDataSays() throws IOException {
    String text = Files.readString(DOCUMENT);
    String head = text.contains(BEGIN) ? text.substring(0, text.indexOf(BEGIN)) : text;
    String expected = head + tables(Vocabulary.standard());
    if (Boolean.getBoolean("clew.docs.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    assertThat(head).contains("version " + Vocabulary.standard().version());
  }

  private static String tables(Vocabulary vocabulary) {
    return BEGIN
        + "\n| concept | type | unit | what it is |\n| --- | --- | --- | --- |\n"
        + lines(vocabulary.allConcepts().stream().map(VocabularyDocumentTest::row))
        + "\n## Operations\n\n| `ml.operation` | `ml.layer` | what it is |\n| --- | --- | --- |\n"
        + lines(
            vocabulary.operations().values().stream()
                .map(operation ->
                    "| `%s` | %s | %s |"
                        .formatted(operation.name(), operation.layer().label(), operation.about())))
        + "\nSpans without an operation have a layer by these keys:\n\n"
        + "| keys | `ml.layer` |\n| --- | --- |\n"
        + lines(
            vocabulary.layers().stream()
                .map(rule -> "| %s | %s |".formatted(codes(rule.keys()), rule.layer().label())))
        + "\n## Routes\n\nModel and version from an address in "
        + codes(vocabulary.routes().keys())
        + ".\n\n| path | operation |\n| --- | --- |\n"
        + lines(
            vocabulary.routes().patterns().stream()
                .map(route -> "| `%s` | `%s` |".formatted(route.path(), route.operation().name())))
        + "\n## Conventions\n"
        + vocabulary.conventions().stream()
            .map(VocabularyDocumentTest::convention)
            .collect(joining());
  }

  private static String row(Concept concept) {
    return "| `%s` | %s | %s | %s |"
        .formatted(concept.name(), concept.type().label(), concept.unit(), concept.about());
  }

  private static String convention(Convention convention) {
    StringBuilder text = new StringBuilder("\n### ").append(convention.title()).append("\n\n");
    text.append(
        Stream.of(
                "`" + convention.name() + "`" + (convention.closed() ? ", closed" : ""),
                convention.scopes().isEmpty() ? null : "scopes " + codes(convention.scopes()),
                convention.markers().isEmpty() ? null : "markers " + codes(convention.markers()))
            .filter(Objects::nonNull)
            .collect(joining("; ")));
    text.append(".\n");
    if (!convention.aliases().isEmpty()) {
      text.append("\n| concept | sent as |\n| --- | --- |\n");
      List<Concept> concepts =
          convention.aliases().stream().map(Alias::concept).distinct().toList();
      for (Concept concept : concepts) {
        text.append(
            "| `%s` | %s |\n"
                .formatted(
                    concept.name(),
                    convention.aliases().stream()
                        .filter(alias -> alias.concept().equals(concept))
                        .map(VocabularyDocumentTest::alias)
                        .collect(joining(", "))));
      }
    }
    return text.toString();
  }

  private static String alias(Alias alias) {
    return "`"
        + alias.key()
        + "`"
        + (alias.member() == null ? "" : " (" + alias.member() + ")")
        + (alias.factor() == 1 ? "" : " (× " + alias.factor() + ")")
        + (alias.excludesCache() ? " (without cached)" : "")
        + (alias.values().isEmpty() ? "" : " (by word)");
  }

  private static String codes(List<?> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(joining(", "));
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(joining());
  }
}
