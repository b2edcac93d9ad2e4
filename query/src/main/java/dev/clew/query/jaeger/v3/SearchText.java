// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import dev.clew.query.jaeger.filter.FilterJson;
import dev.clew.query.jaeger.filter.FilterTranslation;
import dev.clew.query.parameter.JsonObjectText;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.query.SpanFilter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Reads the conditions of a search where there is no request: a JSON object with the names that
 * {@code POST /api/v3/traces} takes, or a structured filter alone. What is not a condition, such as
 * an order or a limit, is refused, and so is a name that is not known: nobody would see that it had
 * no effect.
 */
public final class SearchText {

  private static final String EXPECTED =
      "a JSON object such as {\"serviceName\": \"shop\", \"attributes\": {\"error\": \"true\"}}";
  private static final List<String> CONDITIONS =
      List.of(
          "serviceName",
          "operationName",
          "attributes",
          "durationMin",
          "durationMax",
          "filter",
          "traceDurationMin",
          "traceDurationMax",
          "spanCountMin",
          "spanCountMax");

  private SearchText() {}

  /**
   * The spans that are meant.
   *
   * @param name of what has the text, for messages
   * @throws ParameterException if it cannot be understood
   */
  public static SpanFilter parse(String name, String text) {
    JsonNode search = JsonObjectText.parse(name, text, EXPECTED);
    if (search.has("op")) {
      return FilterTranslation.of(name, FilterJson.parse(name, text));
    }
    for (String property : search.propertyNames()) {
      String plain = plain(property);
      if (CONDITIONS.stream().noneMatch(condition -> plain(condition).equals(plain))) {
        throw ParameterException.malformed(
            name, property, "one of " + String.join(", ", CONDITIONS) + ", or op and args");
      }
    }
    return SearchBody.parameters(search).filter();
  }

  /** Names are in camel or snake case. */
  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
