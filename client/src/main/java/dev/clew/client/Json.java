// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static JsonNode parse(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new ClewException("the answer is not JSON (expected: a Clew at this address)", e);
    }
  }

  static String object(Map<String, String> entries) {
    return MAPPER.writeValueAsString(entries);
  }

  static String text(JsonNode node, String property) {
    return node.path(property).asString("");
  }

  static Optional<String> optionalText(JsonNode node, String property) {
    return Optional.of(text(node, property)).filter(text -> !text.isEmpty());
  }

  static Stream<JsonNode> elements(JsonNode node, String property) {
    return node.path(property).valueStream();
  }

  /** OTLP's attributes as a map. */
  static Map<String, Object> attributes(JsonNode list) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    list.forEach(entry -> attributes.put(text(entry, "key"), value(entry.path("value"))));
    return attributes;
  }

  private static Object value(JsonNode any) {
    if (any.has("stringValue")) {
      return text(any, "stringValue");
    }
    if (any.has("boolValue")) {
      return any.get("boolValue").asBoolean();
    }
    if (any.has("intValue")) {
      return Long.parseLong(any.get("intValue").asString());
    }
    if (any.has("doubleValue")) {
      JsonNode number = any.get("doubleValue");
      return number.isNumber() ? number.asDouble() : Double.parseDouble(number.asString());
    }
    if (any.has("bytesValue")) {
      return Base64.getDecoder().decode(text(any, "bytesValue"));
    }
    if (any.has("arrayValue")) {
      List<Object> values = new ArrayList<>();
      any.at("/arrayValue/values").forEach(element -> values.add(value(element)));
      return List.copyOf(values);
    }
    return any.has("kvlistValue") ? attributes(any.at("/kvlistValue/values")) : "";
  }
}
