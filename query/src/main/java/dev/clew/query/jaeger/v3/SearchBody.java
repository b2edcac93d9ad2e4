// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.QueryParamsBuilder;
import dev.clew.query.http.ApiException;
import dev.clew.query.parameter.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a search from a JSON body, {@code {"query": {"serviceName": …}}}: the same names, in camel
 * or snake case, and the same values as in a URL, but {@code attributes} and {@code filter} are
 * objects.
 */
final class SearchBody {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SearchBody() {}

  static SearchParameters read(byte[] body) {
    return parameters(query(body));
  }

  /** The parameters that are the properties of an object. */
  static SearchParameters parameters(JsonNode query) {
    QueryParamsBuilder parameters = QueryParams.builder();
    for (var property : query.properties()) {
      JsonNode value = property.getValue();
      if (!value.isNull()) {
        parameters.add(
            "query." + property.getKey(),
            value.isValueNode() ? value.asString() : value.toString());
      }
    }
    return new SearchParameters(new Parameters(parameters.build()));
  }

  private static JsonNode query(byte[] body) {
    try {
      JsonNode query = MAPPER.readTree(body).path("query");
      if (query.isObject()) {
        return query;
      }
    } catch (JacksonException notJson) {
      throw ApiException.badRequest("body: not JSON", notJson);
    }
    throw ApiException.badRequest(
        "body: no query (expected: {\"query\": {\"serviceName\": \"…\", …}})");
  }
}
