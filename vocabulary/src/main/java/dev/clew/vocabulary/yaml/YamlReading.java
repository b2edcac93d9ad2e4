// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.yaml;

import dev.clew.model.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads one document and gathers everything that is wrong with it.
 *
 * <p>Methods that take a node return something usable in any case; what was wrong is in {@link
 * #problems()}, each with place and line.
 *
 * <p>Threads: one at a time.
 */
public final class YamlReading {

  private static final int DEPTH_MAX = 20;

  private final String place;
  private final List<String> problems = new ArrayList<>();

  /** Of a file, or whatever else the text comes from. */
  public YamlReading(String place) {
    this.place = place;
  }

  /** What was wrong so far. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Notes a problem. */
  public void problem(YamlNode node, String message) {
    problems.add(place + ":" + node.line() + ": " + message);
  }

  /** The document; an empty mapping if it is none. */
  public YamlNode.Mapping parse(String text) {
    YAMLFactory factory =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      if (parser.currentToken() == JsonToken.START_OBJECT
          && node(parser, 0) instanceof YamlNode.Mapping mapping) {
        return mapping;
      }
      problems.add(place + ": no mapping of keys to values");
    } catch (JacksonException e) {
      String message = e.getOriginalMessage().lines().findFirst().orElse("");
      problems.add(
          place + ":" + e.getLocation().getLineNr() + ": not valid YAML (" + message + ")");
    }
    return new YamlNode.Mapping(1, new LinkedHashMap<>());
  }

  /** The members of a mapping, of which only these are known. */
  public SequencedMap<String, YamlNode> members(YamlNode node, Collection<String> known) {
    SequencedMap<String, YamlNode> members = members(node);
    members.forEach((name, value) -> {
      if (!known.contains(name)) {
        problem(value, name + ": unknown (expected: " + nearest(name, known) + ")");
      }
    });
    return members;
  }

  /** The members of a mapping. */
  public SequencedMap<String, YamlNode> members(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping.members();
    }
    problem(node, "found a " + kind(node) + " (expected: a mapping)");
    return new LinkedHashMap<>();
  }

  /** The items of a list; what is no list counts as a list of one, and nothing as an empty one. */
  public List<YamlNode> items(@Nullable YamlNode node) {
    return switch (node) {
      case null -> List.of();
      case YamlNode.Sequence sequence -> sequence.items();
      default -> List.of(node);
    };
  }

  /** The texts of a list. */
  public List<String> texts(@Nullable YamlNode node) {
    return items(node).stream().map(this::text).toList();
  }

  /** A text that is not empty; of something else, the empty one. */
  public String text(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
      return scalar.text();
    }
    problem(node, "found " + describe(node) + " (expected: a text)");
    return "";
  }

  /** A member's text, or a default if it is not there. */
  public String text(SequencedMap<String, YamlNode> members, String name, String otherwise) {
    YamlNode node = members.get(name);
    return node == null ? otherwise : text(node);
  }

  /** A member's text; a problem if it is not there. */
  public String required(YamlNode owner, SequencedMap<String, YamlNode> members, String name) {
    YamlNode node = members.get(name);
    if (node == null) {
      problem(owner, name + ": missing");
      return "";
    }
    return text(node);
  }

  /** A truth value, false if it is not there. */
  public boolean truth(@Nullable YamlNode node) {
    if (node == null) {
      return false;
    }
    String text = text(node);
    if (!Set.of("true", "false").contains(text)) {
      problem(node, text + ": no truth value (expected: true or false)");
    }
    return text.equals("true");
  }

  /** A number that is not negative; zero if it is none. */
  public double number(YamlNode node) {
    String text = text(node);
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    problem(node, text + ": no number (expected: zero or more)");
    return 0;
  }

  /** What a text names; a problem, and null, if nothing has that name. */
  public <T> @Nullable T named(
      YamlNode node, String what, Collection<T> candidates, Function<T, String> name) {
    String text = text(node);
    if (text.isEmpty()) {
      return null;
    }
    for (T candidate : candidates) {
      if (name.apply(candidate).equals(text)) {
        return candidate;
      }
    }
    problem(
        node, what + " " + text + ": unknown (expected: " + nearest(text, candidates, name) + ")");
    return null;
  }

  private static String nearest(String text, Collection<String> known) {
    return nearest(text, known, name -> name);
  }

  private static <T> String nearest(
      String text, Collection<T> candidates, Function<T, String> name) {
    return candidates.isEmpty()
        ? "nothing"
        : name.apply(NearestName.to(text, candidates, name)) + ", perhaps";
  }

  private static String describe(YamlNode node) {
    return node instanceof YamlNode.Scalar ? "nothing" : "a " + kind(node);
  }

  private static String kind(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar _ -> "text";
      case YamlNode.Sequence _ -> "list";
      case YamlNode.Mapping _ -> "mapping";
    };
  }

  /** The value that begins at the current token. */
  private YamlNode node(JsonParser parser, int depth) {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > DEPTH_MAX) {
      parser.skipChildren();
      problems.add(place + ":" + line + ": nested too deeply");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        SequencedMap<String, YamlNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, node(parser, depth + 1));
        }
        yield new YamlNode.Mapping(line, members);
      }
      case START_ARRAY -> {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(node(parser, depth + 1));
        }
        yield new YamlNode.Sequence(line, List.copyOf(items));
      }
      case VALUE_NULL -> new YamlNode.Scalar(line, "");
      default -> new YamlNode.Scalar(line, parser.getString());
    };
  }
}
