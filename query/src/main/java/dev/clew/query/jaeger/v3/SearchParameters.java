// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.jaeger.EpochNanos;
import dev.clew.query.jaeger.SpanConditions;
import dev.clew.query.jaeger.filter.FilterJson;
import dev.clew.query.jaeger.filter.FilterTranslation;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Parameters;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the parameters of a search, all with the prefix {@code query.}: {@code startTimeMin} and
 * {@code startTimeMax} (mandatory), {@code serviceName}, {@code operationName}, {@code attributes}
 * as a JSON object, {@code durationMin}, {@code durationMax} and {@code searchDepth}; or {@code
 * filter}, a structured condition, in place of those on spans.
 *
 * <p>Additions of Clew: {@code sort}, {@code pageToken}, {@code total}, and {@code
 * traceDurationMin}, {@code traceDurationMax}, {@code spanCountMin}, {@code spanCountMax} for whole
 * traces.
 */
final class SearchParameters {

  private static final Map<String, TraceSort> SORTS =
      Stream.of(TraceSort.values())
          .collect(Collectors.toUnmodifiableMap(SearchParameters::plain, Function.identity()));

  private final Parameters parameters;

  SearchParameters(Parameters parameters) {
    this.parameters = parameters;
  }

  TraceQuery query(QueryConfig config) {
    return new TraceQuery(
        SpansetExpression.spans(filter()),
        range(),
        sort(),
        limit(config),
        parameters.text("query.pageToken"),
        parameters.flag("query.total"));
  }

  boolean isRaw() {
    return parameters.truth("query.rawTraces");
  }

  /** What has to hold for a span, and for its trace. */
  SpanFilter filter() {
    OptionalLong min = parameters.duration("query.durationMin");
    OptionalLong max = parameters.duration("query.durationMax");
    requireOrder("query.durationMax", min, max);
    SpanConditions conditions =
        new SpanConditions(
            parameters.text("query.serviceName"),
            parameters.text("query.operationName"),
            attributes(),
            min,
            max);
    List<SpanFilter> all = new ArrayList<>();
    all.add(structured(conditions).orElseGet(conditions::filter));
    all.addAll(
        within(
            Intrinsic.TRACE_DURATION,
            "query.traceDurationMax",
            parameters.duration("query.traceDurationMin"),
            parameters.duration("query.traceDurationMax")));
    all.addAll(
        within(
            Intrinsic.TRACE_SPAN_COUNT,
            "query.spanCountMax",
            count("query.spanCountMin"),
            count("query.spanCountMax")));
    return all.size() == 1 ? all.getFirst() : new SpanFilter.And(all);
  }

  /** The structured filter, which stands in place of the other conditions on spans. */
  private Optional<SpanFilter> structured(SpanConditions conditions) {
    Optional<String> filter = parameters.text("query.filter");
    if (filter.isPresent() && !conditions.isEmpty()) {
      throw ParameterException.malformed(
          "query.filter", filter.get(), "no service, operation, attributes or durations beside it");
    }
    return filter.map(
        json -> FilterTranslation.of("query.filter", FilterJson.parse("query.filter", json)));
  }

  private List<SpanFilter> within(Field field, String maxName, OptionalLong min, OptionalLong max) {
    requireOrder(maxName, min, max);
    return SpanConditions.within(field, min, max);
  }

  private void requireOrder(String maxName, OptionalLong min, OptionalLong max) {
    if (min.isPresent() && max.isPresent() && max.getAsLong() < min.getAsLong()) {
      throw ParameterException.malformed(
          maxName, parameters.requiredText(maxName), "not less than the minimum");
    }
  }

  private OptionalLong count(String name) {
    OptionalInt count = parameters.count(name, Integer.MAX_VALUE);
    return count.isPresent() ? OptionalLong.of(count.getAsInt()) : OptionalLong.empty();
  }

  private List<Tag> attributes() {
    return parameters.all("query.attributes").stream()
        .flatMap(json -> Tag.parseJson("query.attributes", json).stream())
        .toList();
  }

  private TimeRange range() {
    long minNanos = requiredTime("query.startTimeMin");
    long maxNanos = requiredTime("query.startTimeMax");
    if (maxNanos <= minNanos) {
      throw ParameterException.malformed(
          "query.startTimeMax",
          parameters.requiredText("query.startTimeMax"),
          "after query.startTimeMin");
    }
    return EpochNanos.closedRange(minNanos, maxNanos);
  }

  private long requiredTime(String name) {
    return parameters.time(name).orElseThrow(() -> ParameterException.missing(name));
  }

  /** Before it was {@code searchDepth}, the limit was called {@code numTraces}. */
  private int limit(QueryConfig config) {
    return parameters
        .count("query.searchDepth", config.tracesMax())
        .orElseGet(() ->
            parameters.count("query.numTraces", config.tracesMax()).orElse(config.tracesDefault()));
  }

  private TraceSort sort() {
    return parameters.text("query.sort").map(SearchParameters::sort).orElse(TraceSort.NEWEST);
  }

  private static TraceSort sort(String text) {
    TraceSort sort = SORTS.get(text.replace("_", "").toLowerCase(Locale.ROOT));
    if (sort == null) {
      throw ParameterException.malformed(
          "query.sort", text, "newest, oldest, longest, shortest, mostSpans or mostErrors");
    }
    return sort;
  }

  private static String plain(TraceSort sort) {
    return sort.name().replace("_", "").toLowerCase(Locale.ROOT);
  }
}
