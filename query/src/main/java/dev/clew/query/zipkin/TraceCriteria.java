// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.query.http.ApiException;
import dev.clew.query.parameter.Parameters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a search for traces asks for, with the defaults, the checks and the messages of Zipkin's
 * server. Names are in lower case, durations in microseconds, times in epoch milliseconds.
 *
 * @param terms tags by key with their value; an empty value asks for a tag with that key or an
 *     annotation with that value
 */
record TraceCriteria(
    Optional<String> serviceName,
    Optional<String> remoteServiceName,
    Optional<String> spanName,
    Map<String, String> terms,
    OptionalLong minDurationMicros,
    OptionalLong maxDurationMicros,
    TraceWindow window,
    int limit) {

  private static final int LIMIT_DEFAULT = 10;
  private static final String ANY_NAME = "all";

  /**
   * Reads the parameters of a request.
   *
   * @throws ApiException if one cannot be what it is
   */
  static TraceCriteria read(
      Parameters parameters, long nowMillis, Duration lookback, int limitMax) {
    OptionalLong min = number(parameters, "minDuration");
    OptionalLong max = number(parameters, "maxDuration");
    if (min.isPresent() && min.getAsLong() <= 0) {
      throw ApiException.badRequest("minDuration <= 0");
    }
    if (max.isPresent() && min.isEmpty()) {
      throw ApiException.badRequest("maxDuration is only valid with minDuration");
    }
    if (max.isPresent() && max.getAsLong() < min.getAsLong()) {
      throw ApiException.badRequest("maxDuration < minDuration");
    }
    long limit = number(parameters, "limit").orElse(LIMIT_DEFAULT);
    if (limit <= 0) {
      throw ApiException.badRequest("limit <= 0");
    }
    return new TraceCriteria(
        name(parameters, "serviceName"),
        name(parameters, "remoteServiceName"),
        name(parameters, "spanName").filter(name -> !name.equals(ANY_NAME)),
        terms(parameters.text("annotationQuery").orElse("")),
        min,
        max,
        TraceWindow.of(
            number(parameters, "endTs").orElse(nowMillis),
            number(parameters, "lookback").orElse(lookback.toMillis())),
        (int) Math.min(limit, limitMax));
  }

  /** A parameter that is an integer, if it is there. */
  static OptionalLong number(Parameters parameters, String name) {
    Optional<String> text = parameters.text(name);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<String> name(Parameters parameters, String name) {
    return parameters.text(name).map(text -> text.toLowerCase(Locale.ROOT));
  }

  /** {@code key=value and key and …}; of several with one key the last counts. */
  static Map<String, String> terms(String annotationQuery) {
    Map<String, String> terms = new LinkedHashMap<>();
    for (String term : annotationQuery.split(" and ", -1)) {
      int equals = term.indexOf('=');
      String key = (equals < 0 ? term : term.substring(0, equals)).strip();
      if (!key.isEmpty()) {
        terms.put(key, equals < 0 ? "" : term.substring(equals + 1).strip());
      }
    }
    return terms;
  }
}
