// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.jaeger.SpanConditions;
import dev.clew.query.jaeger.filter.Expression.Call;
import dev.clew.query.jaeger.filter.FilterTranslation;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A search, whichever service it came by.
 *
 * @param conditions what has to hold for a span
 * @param filter the same, structured: there is either of both
 * @param range when the span starts
 * @param depth how many traces; 0 for the default
 */
record SearchRequest(SpanConditions conditions, Optional<Call> filter, TimeRange range, int depth) {

  /** Conditions whose texts are empty where there are none. */
  static SpanConditions conditions(
      String service,
      String operation,
      List<Tag> tags,
      OptionalLong durationMin,
      OptionalLong durationMax) {
    if (durationMin.isPresent()
        && durationMax.isPresent()
        && durationMax.getAsLong() < durationMin.getAsLong()) {
      throw ParameterException.malformed(
          "duration_max", durationMax.getAsLong() + "ns", "not less than duration_min");
    }
    return new SpanConditions(present(service), present(operation), tags, durationMin, durationMax);
  }

  TraceQuery query(QueryConfig config) {
    if (depth < 0 || depth > config.tracesMax()) {
      throw ParameterException.malformed(
          "search_depth", Integer.toString(depth), "from 0 to " + config.tracesMax());
    }
    return TraceQuery.newest(spans(), range, depth == 0 ? config.tracesDefault() : depth);
  }

  private SpanFilter spans() {
    if (filter.isEmpty()) {
      return conditions.filter();
    }
    if (!conditions.isEmpty()) {
      throw ParameterException.malformed(
          "filter", filter.get().op(), "no service, operation, attributes or durations beside it");
    }
    return FilterTranslation.of("filter", filter.get());
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
