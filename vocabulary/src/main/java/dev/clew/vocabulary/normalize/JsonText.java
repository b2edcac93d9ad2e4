// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Single values out of attributes that are JSON. */
final class JsonText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** A member of an object as text; null if it is not there, no scalar, or the text no object. */
  static @Nullable String member(String json, String name) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = parser.currentName();
        JsonToken value = parser.nextToken();
        if (member.equals(name)) {
          return value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getString() : null;
        }
        parser.skipChildren();
      }
    } catch (JacksonException _) {
      // not JSON: it says nothing
    }
    return null;
  }

  /** The text within the quotes; text without them as it is. */
  static String unquoted(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
      return text;
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : text;
    } catch (JacksonException _) {
      return text;
    }
  }
}
