// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A condition on attributes in the words of Jaeger: some attribute with this key prints as this
 * value.
 */
public record Tag(String key, String value) {

  private static final String JSON =
      "a JSON object of strings such as {\"http.status_code\":\"500\"}";

  /** Reads {@code key:value}, cut at the first colon; the name is for the message. */
  public static Tag parse(String name, String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw ParameterException.malformed(name, text, "key:value");
    }
    return new Tag(text.substring(0, colon), text.substring(colon + 1));
  }

  /**
   * Reads a JSON object of strings, in its order. Numbers and truth values count as their text; the
   * name is for the message.
   */
  public static List<Tag> parseJson(String name, String text) {
    List<Tag> tags = new ArrayList<>();
    for (var property : JsonObjectText.parse(name, text, JSON).properties()) {
      JsonNode value = property.getValue();
      if (!value.isValueNode() || value.isNull()) {
        throw ParameterException.malformed(name, text, JSON);
      }
      tags.add(new Tag(property.getKey(), value.asString()));
    }
    return tags;
  }
}
