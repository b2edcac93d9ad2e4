// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

import dev.clew.query.jaeger.filter.Expression.Call;
import dev.clew.query.parameter.ParameterException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a filter from JSON: {@code {"op": …, "args": [term, …]}}, where a term is an object with
 * one of {@code attr}, {@code field}, {@code nested}, {@code scalar}, {@code list} and {@code
 * call}.
 */
public final class FilterJson {

  private static final int NESTING_MAX = 200;
  private static final String EXPECTED =
      "{\"op\": \"eq\", \"args\": [{\"attr\": {\"key\": \"k\"}}, {\"scalar\": {\"value\": \"v\"}}]}";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                  .build())
          .build();

  private FilterJson() {}

  /** Reads the text of a parameter; the name is for the message of the exception. */
  public static Call parse(String name, String text) {
    try {
      return call(MAPPER.readTree(text));
    } catch (JacksonException notJson) {
      ParameterException malformed = ParameterException.malformed(name, text, EXPECTED);
      malformed.initCause(notJson);
      throw malformed;
    } catch (FilterException malformed) {
      throw ParameterException.invalid(name, malformed);
    }
  }

  private static Call call(JsonNode node) {
    List<Expression> args = new ArrayList<>();
    require(node.path("args").isArray(), "args", node);
    node.path("args").forEach(arg -> args.add(term(arg)));
    return new Call(requiredText(node, "op"), args);
  }

  private static Expression term(JsonNode node) {
    require(
        node.isObject() && node.size() == 1,
        "one of attr, field, nested, scalar, list, call",
        node);
    String kind = node.propertyNames().iterator().next();
    JsonNode content = node.get(kind);
    return switch (kind) {
      case "attr" -> new Expression.Attribute(requiredText(content, "key"), text(content, "level"));
      case "field" ->
          new Expression.BuiltIn(requiredText(content, "name"), requiredText(content, "level"));
      case "nested" -> new Expression.Elements(requiredText(content, "level"));
      case "scalar" -> new Expression.Scalar(requiredText(content, "value"), text(content, "type"));
      case "list" -> new Expression.Values(values(content), text(content, "type"));
      case "call" -> call(content);
      default ->
          throw new FilterException(
              kind + " (expected: attr, field, nested, scalar, list or call)");
    };
  }

  private static List<String> values(JsonNode list) {
    require(list.path("values").isArray(), "values", list);
    List<String> values = new ArrayList<>();
    for (JsonNode value : list.path("values")) {
      require(value.isValueNode() && !value.isNull(), "values that are constants", list);
      values.add(value.asString());
    }
    return values;
  }

  private static String requiredText(JsonNode node, String property) {
    JsonNode value = node.path(property);
    require(value.isValueNode() && !value.isNull(), property, node);
    return value.asString();
  }

  private static String text(JsonNode node, String property) {
    JsonNode value = node.path(property);
    return value.isValueNode() && !value.isNull() ? value.asString() : "";
  }

  private static void require(boolean condition, String what, JsonNode node) {
    if (!condition) {
      String excerpt = node.toString();
      throw new FilterException(
          "%s (expected: an object with %s)"
              .formatted(excerpt.substring(0, Math.min(80, excerpt.length())), what));
    }
  }
}
