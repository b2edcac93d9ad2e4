// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import dev.clew.vocabulary.yaml.YamlNode;
import dev.clew.vocabulary.yaml.YamlReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a vocabulary that refer to its concepts and operations. */
final class ConventionReader {

  private static final Set<String> CONVENTION =
      new TreeSet<>(
          Set.of(
              "name",
              "title",
              "scopes",
              "markers",
              "closed",
              "quoted",
              "aliases",
              "constants",
              "spans"));
  private static final Set<String> ALIAS =
      new TreeSet<>(Set.of("key", "member", "unit", "values", "first", "excludes-cache"));

  private final YamlReading reading;
  private final SequencedMap<String, Concept> concepts;
  private final SequencedMap<String, Operation> operations;

  ConventionReader(
      YamlReading reading,
      SequencedMap<String, Concept> concepts,
      SequencedMap<String, Operation> operations) {
    this.reading = reading;
    this.concepts = concepts;
    this.operations = operations;
  }

  Convention convention(YamlNode node) {
    SequencedMap<String, YamlNode> members = reading.members(node, CONVENTION);
    String name = reading.required(node, members, "name");
    boolean quoted = reading.truth(members.get("quoted"));
    List<Alias> aliases = new ArrayList<>();
    section(members, "aliases")
        .forEach((concept, given) -> {
          Concept known = concept(new YamlNode.Scalar(given.line(), concept));
          if (known != null) {
            reading.items(given).forEach(alias -> aliases.add(alias(alias, known, quoted)));
          }
        });
    Map<Concept, String> constants = new HashMap<>();
    section(members, "constants")
        .forEach((concept, value) -> {
          Concept known = concept(new YamlNode.Scalar(value.line(), concept));
          if (known != null) {
            constants.put(known, reading.text(value));
          }
        });
    return new Convention(
        name,
        reading.text(members, "title", name),
        reading.texts(members.get("scopes")).stream().map(NamePattern::of).toList(),
        reading.texts(members.get("markers")),
        reading.truth(members.get("closed")),
        aliases,
        constants,
        rules(members.get("spans")));
  }

  List<SpanRule> rules(@Nullable YamlNode node) {
    return reading.items(node).stream().flatMap(this::rule).toList();
  }

  Stream<RoutePattern> route(YamlNode node) {
    SequencedMap<String, YamlNode> members = reading.members(node, Set.of("path", "operation"));
    String path = reading.required(node, members, "path");
    if (!path.startsWith("/")) {
      reading.problem(node, "path " + path + ": relative (expected: one that begins with /)");
    }
    Operation operation = operation(node, members);
    return operation == null ? Stream.of() : Stream.of(new RoutePattern(path, operation));
  }

  Stream<LayerRule> layer(YamlNode node) {
    SequencedMap<String, YamlNode> members = reading.members(node, Set.of("keys", "layer"));
    YamlNode text = members.getOrDefault("layer", new YamlNode.Scalar(node.line(), ""));
    Layer layer = reading.named(text, "layer", List.of(Layer.values()), Layer::label);
    return layer == null
        ? Stream.of()
        : Stream.of(new LayerRule(reading.texts(members.get("keys")), layer));
  }

  private Stream<SpanRule> rule(YamlNode node) {
    SequencedMap<String, YamlNode> members =
        reading.members(node, Set.of("name", "has", "operation"));
    YamlNode name = members.get("name");
    YamlNode has = members.get("has");
    if (name == null && has == null) {
      reading.problem(node, "rule: for every span (expected: a name, or has)");
    }
    Operation operation = operation(node, members);
    return operation == null
        ? Stream.of()
        : Stream.of(
            new SpanRule(
                name == null ? null : NamePattern.of(reading.text(name)),
                has == null ? null : concept(has),
                operation));
  }

  private Alias alias(YamlNode node, Concept concept, boolean quoted) {
    if (node instanceof YamlNode.Scalar) {
      return new Alias(concept, reading.text(node), null, 1, Map.of(), false, quoted, false);
    }
    SequencedMap<String, YamlNode> members = reading.members(node, ALIAS);
    YamlNode member = members.get("member");
    YamlNode unit = members.get("unit");
    Map<String, String> values = new HashMap<>();
    section(members, "values")
        .forEach((from, to) -> {
          if (concept.name().equals(Concepts.OPERATION)) {
            reading.named(to, "operation", operations.values(), Operation::name);
          }
          values.put(from, reading.text(to));
        });
    return new Alias(
        concept,
        reading.required(node, members, "key"),
        member == null ? null : reading.text(member),
        unit == null ? 1 : factor(unit, concept),
        values,
        reading.truth(members.get("first")),
        quoted,
        reading.truth(members.get("excludes-cache")));
  }

  private double factor(YamlNode unit, Concept concept) {
    String text = reading.text(unit);
    Double factor = Units.factor(text, concept.unit());
    if (factor == null) {
      reading.problem(
          unit,
          "unit "
              + text
              + ": not of "
              + concept.name()
              + " (expected: one of "
              + Units.convertibleTo(concept.unit())
              + ")");
      return 1;
    }
    return factor;
  }

  private @Nullable Concept concept(YamlNode node) {
    return reading.named(node, "concept", concepts.values(), Concept::name);
  }

  private @Nullable Operation operation(YamlNode owner, SequencedMap<String, YamlNode> members) {
    YamlNode node = members.get("operation");
    if (node == null) {
      reading.problem(owner, "operation: missing");
      return null;
    }
    return reading.named(node, "operation", operations.values(), Operation::name);
  }

  private SequencedMap<String, YamlNode> section(
      SequencedMap<String, YamlNode> members, String name) {
    YamlNode node = members.get(name);
    return node == null ? new LinkedHashMap<>() : reading.members(node);
  }
}
