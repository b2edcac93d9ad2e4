// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads a YAML file into assignments, each with the line it stands on. Nested mappings and dotted
 * keys mean the same:
 *
 * <pre>
 * otlp:
 *   grpc.port: 4317
 * </pre>
 */
final class YamlSource {

  private final String fileName;
  private final JsonParser parser;
  private final List<String> problems;
  private final List<Assignment> assignments = new ArrayList<>();

  private YamlSource(String fileName, JsonParser parser, List<String> problems) {
    this.fileName = fileName;
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Assignments in the order of the file; what cannot be a setting is added to {@code problems}.
   */
  static List<Assignment> read(Path file, List<String> problems) {
    YAMLFactory factory =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), Files.readString(file))) {
      YamlSource source = new YamlSource(file.toString(), parser, problems);
      source.readDocument();
      return source.assignments;
    } catch (NoSuchFileException _) {
      problems.add("%s: no such file".formatted(file));
    } catch (CharacterCodingException _) {
      problems.add("%s: not a text file in UTF-8".formatted(file));
    } catch (JacksonException e) {
      problems.add(
          "%s:%s: not valid YAML (%s)"
              .formatted(file, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      problems.add("%s: cannot be read (%s)".formatted(file, e));
    }
    return List.of();
  }

  private void readDocument() {
    JsonToken token = parser.nextToken();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return; // an empty file, or one with comments only
    }
    if (token == JsonToken.START_OBJECT) {
      readMapping("");
    } else {
      problems.add(here() + ": expected keys and values, such as host: 127.0.0.1");
    }
    if (parser.nextToken() != null) {
      problems.add(here() + ": a second document (expected: one)");
    }
  }

  private void readMapping(String prefix) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = prefix + parser.currentName();
      String origin = here();
      switch (parser.nextToken()) {
        case START_OBJECT -> readMapping(key + ".");
        case START_ARRAY -> readList(key, origin);
        case VALUE_NULL -> assignments.add(new Assignment(key, "", origin));
        default -> assignments.add(new Assignment(key, parser.getString(), origin));
      }
    }
  }

  /**
   * A list of scalars becomes the text {@code [a, b]}, which is also how it is written elsewhere.
   */
  private void readList(String key, String origin) {
    StringJoiner items = new StringJoiner(", ", "[", "]");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isStructStart()) {
        parser.skipChildren();
        problems.add(
            "%s: %s: a list of lists or mappings (expected: single values)".formatted(origin, key));
      } else {
        items.add(parser.getString());
      }
    }
    assignments.add(new Assignment(key, items.toString(), origin));
  }

  private String here() {
    return fileName + ":" + parser.currentTokenLocation().getLineNr();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message).strip();
  }
}
