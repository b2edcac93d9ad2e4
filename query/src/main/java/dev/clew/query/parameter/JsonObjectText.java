// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads parameters that are a JSON object. */
public final class JsonObjectText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonObjectText() {}

  /**
   * Reads an object.
   *
   * @param name of the parameter, for the message
   * @param expected what it should be, for the message
   * @throws ParameterException if the text is none
   */
  public static JsonNode parse(String name, String text, String expected) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException notJson) {
      ParameterException malformed = ParameterException.malformed(name, text, expected);
      malformed.initCause(notJson);
      throw malformed;
    }
    throw ParameterException.malformed(name, text, expected);
  }
}
