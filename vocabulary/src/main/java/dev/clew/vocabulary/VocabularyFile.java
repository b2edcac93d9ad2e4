// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import dev.clew.vocabulary.yaml.YamlNode;
import dev.clew.vocabulary.yaml.YamlReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads vocabularies and checks that everything in them leads somewhere.
 *
 * <p>A file of a user's own begins with what comes with Clew: its concepts, operations and renames
 * are added, its conventions stand before the others and replace those of the same name, and so do
 * guesses, routes and layers. With {@code extends: nothing} it stands for itself.
 */
public final class VocabularyFile {

  private static final String RESOURCE = "vocabulary.yaml";
  private static final Set<String> SECTIONS =
      new TreeSet<>(
          Set.of(
              "version",
              "extends",
              "concepts",
              "operations",
              "renames",
              "conventions",
              "guesses",
              "routes",
              "route-keys",
              "layers"));

  private final YamlReading reading;
  private final SequencedMap<String, Concept> concepts = new LinkedHashMap<>();
  private final SequencedMap<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> renames = new HashMap<>();

  private VocabularyFile(YamlReading reading) {
    this.reading = reading;
  }

  static Vocabulary standard() {
    try (InputStream in = VocabularyFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource: " + RESOURCE + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new VocabularyFile(new YamlReading(RESOURCE)).read(text, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a user's file.
   *
   * @param place what messages call it
   * @throws VocabularyException if something is wrong; names all of it
   */
  public static Vocabulary read(String text, String place) {
    return new VocabularyFile(new YamlReading(place)).read(text, List.of(Vocabulary.standard()));
  }

  private Vocabulary read(String text, List<Vocabulary> standard) {
    YamlNode.Mapping root = reading.parse(text);
    SequencedMap<String, YamlNode> sections = reading.members(root, SECTIONS);
    List<Vocabulary> bases =
        reading.text(sections, "extends", "standard").equals("nothing") ? List.of() : standard;
    for (Vocabulary base : bases) {
      concepts.putAll(base.concepts());
      operations.putAll(base.operations());
      renames.putAll(base.renames());
    }
    int version = (int) Math.min(Integer.MAX_VALUE, version(root, sections));
    readConcepts(sections);
    readOperations(sections);
    readRenames(sections);
    ConventionReader reader = new ConventionReader(reading, concepts, operations);
    List<Convention> conventions =
        reading.items(sections.get("conventions")).stream().map(reader::convention).toList();
    List<SpanRule> guesses = reader.rules(sections.get("guesses"));
    List<RoutePattern> routes =
        reading.items(sections.get("routes")).stream().flatMap(reader::route).toList();
    List<LayerRule> layers =
        reading.items(sections.get("layers")).stream().flatMap(reader::layer).toList();
    List<String> routeKeys = reading.texts(sections.get("route-keys"));
    if (!reading.problems().isEmpty()) {
      throw new VocabularyException(reading.problems());
    }
    Vocabulary own =
        new Vocabulary(
            version,
            Collections.unmodifiableSequencedMap(concepts),
            Collections.unmodifiableSequencedMap(operations),
            renames,
            conventions,
            guesses,
            new Vocabulary.Routes(routeKeys, routes),
            layers);
    return bases.isEmpty() ? own : over(own, bases.getFirst());
  }

  private double version(YamlNode root, SequencedMap<String, YamlNode> sections) {
    YamlNode node = sections.get("version");
    if (node == null) {
      reading.problem(root, "version: missing (expected: a number that grows with each change)");
      return 0;
    }
    return reading.number(node);
  }

  private void readConcepts(SequencedMap<String, YamlNode> sections) {
    section(sections, "concepts")
        .forEach((name, node) -> {
          SequencedMap<String, YamlNode> members =
              reading.members(node, Set.of("type", "unit", "about"));
          YamlNode type = members.getOrDefault("type", new YamlNode.Scalar(node.line(), "text"));
          ConceptType known =
              reading.named(type, "type", List.of(ConceptType.values()), ConceptType::label);
          checkWellKnown(type, name, known);
          concepts.put(
              name,
              new Concept(
                  name,
                  known == null ? ConceptType.ANY : known,
                  reading.text(members, "unit", ""),
                  reading.text(members, "about", "Of your own.")));
        });
  }

  /** Code works with some concepts, and counts on their types. */
  private void checkWellKnown(YamlNode type, String name, @Nullable ConceptType given) {
    ConceptType expected = Concepts.TYPES.get(name);
    if (expected != null && given != null && expected != given) {
      reading.problem(
          type, "type " + given.label() + ": of " + name + " (expected: " + expected.label() + ")");
    }
  }

  private void readOperations(SequencedMap<String, YamlNode> sections) {
    section(sections, "operations")
        .forEach((name, node) -> {
          SequencedMap<String, YamlNode> members = reading.members(node, Set.of("layer", "about"));
          YamlNode text = members.getOrDefault("layer", new YamlNode.Scalar(node.line(), ""));
          Layer layer = reading.named(text, "layer", List.of(Layer.values()), Layer::label);
          operations.put(
              name,
              new Operation(
                  name,
                  layer == null ? Layer.MODEL : layer,
                  reading.text(members, "about", "Of your own.")));
        });
  }

  private void readRenames(SequencedMap<String, YamlNode> sections) {
    section(sections, "renames")
        .forEach((name, node) -> {
          reading.named(
              new YamlNode.Scalar(node.line(), name), "concept", concepts.keySet(), key -> key);
          Map<String, String> words = new HashMap<>(renames.getOrDefault(name, Map.of()));
          reading.members(node).forEach((from, to) -> words.put(from, reading.text(to)));
          renames.put(name, Map.copyOf(words));
        });
  }

  private SequencedMap<String, YamlNode> section(
      SequencedMap<String, YamlNode> sections, String name) {
    YamlNode node = sections.get(name);
    return node == null ? new LinkedHashMap<>() : reading.members(node);
  }

  private static Vocabulary over(Vocabulary own, Vocabulary base) {
    Set<String> replaced = new TreeSet<>();
    own.conventions().forEach(convention -> replaced.add(convention.name()));
    List<Convention> conventions = new ArrayList<>(own.conventions());
    base.conventions().stream()
        .filter(convention -> !replaced.contains(convention.name()))
        .forEach(conventions::add);
    return new Vocabulary(
        own.version(),
        own.concepts(),
        own.operations(),
        own.renames(),
        conventions,
        joined(own.guesses(), base.guesses()),
        new Vocabulary.Routes(
            joined(own.routes().keys(), base.routes().keys()),
            joined(own.routes().patterns(), base.routes().patterns())),
        joined(own.layers(), base.layers()));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
