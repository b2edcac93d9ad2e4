// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Parameters;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the parameters of a search: {@code service} (mandatory), {@code operation}, {@code tags} as
 * a JSON object, {@code tag} as {@code key:value}, {@code minDuration}, {@code maxDuration}, {@code
 * start}, {@code end} and {@code limit}. {@code lookback} is a note of the UI to itself: the range
 * is in {@code start} and {@code end}.
 */
final class SearchParameters {

  private static final Duration LOOKBACK_DEFAULT = Duration.ofDays(2);

  private SearchParameters() {}

  static TraceQuery query(Parameters parameters, Instant now, QueryConfig config) {
    SpanConditions conditions = conditions(parameters);
    return TraceQuery.newest(
        conditions.filter(),
        range(parameters, now),
        parameters.count("limit", config.tracesMax()).orElse(config.tracesDefault()));
  }

  private static SpanConditions conditions(Parameters parameters) {
    OptionalLong min = parameters.duration("minDuration");
    OptionalLong max = parameters.duration("maxDuration");
    if (min.isPresent() && max.isPresent() && max.getAsLong() < min.getAsLong()) {
      throw ParameterException.malformed(
          "maxDuration", parameters.requiredText("maxDuration"), "not less than minDuration");
    }
    return new SpanConditions(
        Optional.of(parameters.requiredText("service")),
        parameters.text("operation"),
        tags(parameters),
        min,
        max);
  }

  private static List<Tag> tags(Parameters parameters) {
    List<Tag> tags = new ArrayList<>();
    parameters.all("tag").forEach(tag -> tags.add(Tag.parse("tag", tag)));
    parameters.all("tags").forEach(json -> tags.addAll(Tag.parseJson("tags", json)));
    return tags;
  }

  private static TimeRange range(Parameters parameters, Instant now) {
    long endNanos = parameters.time("end").orElse(EpochNanos.of(now));
    long startNanos = parameters.time("start").orElse(EpochNanos.of(now.minus(LOOKBACK_DEFAULT)));
    if (endNanos < startNanos) {
      throw ParameterException.malformed(
          "end", parameters.text("end").orElse("now"), "not before start");
    }
    return EpochNanos.closedRange(startNanos, endNanos);
  }
}
