// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.SpanKind;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.TraceReader;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupFigures;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupResult.Bucket;
import dev.clew.store.rollup.RollupSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * Latencies, call rates and error rates of services over time, from what the store has counted of
 * all spans: what the Monitor page of Jaeger's UI shows.
 *
 * <p>A point is about the time of {@code ratePer} up to the end of its step, as Prometheus has it:
 * the rate of calls is a mean over it, the fraction of errors and the latencies are those of the
 * calls in it.
 */
final class MetricsRoutes {

  private static final Duration LOOKBACK_DEFAULT = Duration.ofHours(1);
  private static final Duration STEP_DEFAULT = Duration.ofSeconds(5);
  private static final Duration RATE_PER_DEFAULT = Duration.ofMinutes(10);
  private static final int POINTS_MAX = 11_000; // as Prometheus has it
  private static final int SERIES_MAX = 5_000;
  private static final double MILLI_NANOS = 1e6;

  private final TraceReader reader;
  private final InstantSource clock;

  MetricsRoutes(TraceReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  void latencies(QueryCall call) {
    double quantile = quantile(call.parameters());
    Request request = new Request(call.parameters(), clock);
    String help = "%sth quantile latency".formatted(Double.toString(quantile));
    answer(
        call,
        new Family("latencies", help, request),
        window ->
            window
                .figures()
                .map(figures -> figures.quantileNanos(quantile) / MILLI_NANOS)
                .orElse(Double.NaN));
  }

  void calls(QueryCall call) {
    Request request = new Request(call.parameters(), clock);
    answer(
        call,
        new Family("call_rate", "calls/sec", request),
        window -> window.count() / request.windowSeconds());
  }

  void errors(QueryCall call) {
    Request request = new Request(call.parameters(), clock);
    answer(
        call,
        new Family(
            "error_rate",
            "error rate, computed as a fraction of errors/sec over calls/sec",
            request),
        window -> window.count() == 0 ? Double.NaN : (double) window.errorCount() / window.count());
  }

  private void answer(QueryCall call, Family family, ToDoubleFunction<Window> figure) {
    if (!reader.capabilities().rollups()) {
      throw ApiException.notImplemented("metrics: this store keeps none"); // the UI hides the page
    }
    RollupResult result = reader.rollup(family.request().query(), call.searchContext());
    Optional<String> incomplete = call.incompleteness(result.stats());
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeStringProperty("name", family.name());
      json.writeStringProperty("type", "GAUGE");
      json.writeStringProperty("help", family.text());
      json.writeArrayPropertyStart("metrics");
      for (RollupResult.Series series : result.series()) {
        metric(json, family.request(), series, result.stepNanos(), figure);
      }
      json.writeEndArray();
      incomplete.ifPresent(reason -> json.writeStringProperty("partial", reason));
      json.writeEndObject();
    });
  }

  private static void metric(
      JsonGenerator json,
      Request request,
      RollupResult.Series series,
      long stepNanos,
      ToDoubleFunction<Window> figure) {
    json.writeStartObject();
    json.writeArrayPropertyStart("labels");
    label(json, "service_name", ServiceName.toJaeger(series.key().getFirst()));
    if (request.isByOperation()) {
      label(json, "operation", series.key().getLast());
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("metricPoints");
    Window window = new Window(series.buckets(), request.windowNanos(stepNanos));
    long firstNanos = Math.floorDiv(request.firstNanos(), stepNanos) * stepNanos;
    for (long begin = firstNanos; begin < request.endNanos(); begin += stepNanos) {
      window.moveTo(begin + stepNanos);
      double value = figure.applyAsDouble(window);
      if (!Double.isNaN(value)) {
        point(json, begin, value);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void label(JsonGenerator json, String name, String value) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("value", value);
    json.writeEndObject();
  }

  private static void point(JsonGenerator json, long nanos, double value) {
    json.writeStartObject();
    json.writeObjectPropertyStart("gaugeValue");
    json.writeNumberProperty("doubleValue", value);
    json.writeEndObject();
    json.writeStringProperty("timestamp", EpochNanos.instant(nanos).toString());
    json.writeEndObject();
  }

  private static double quantile(Parameters parameters) {
    String text = parameters.requiredText("quantile");
    try {
      double quantile = Double.parseDouble(text);
      if (quantile >= 0 && quantile <= 1) {
        return quantile;
      }
    } catch (NumberFormatException _) {
      throw ParameterException.malformed("quantile", text, "a number from 0 to 1");
    }
    throw ParameterException.malformed("quantile", text, "a number from 0 to 1");
  }

  /** What a family of metrics is called, and what it is, before "grouped by". */
  private record Family(String figure, String help, Request request) {
    String text() {
      return help + ", grouped by service" + (request.isByOperation() ? " & operation" : "");
    }

    String name() {
      return (request.isByOperation() ? "service_operation_" : "service_") + figure;
    }
  }

  /** The buckets of a series that end within some time before the end of a step. */
  private static final class Window {

    private final List<Bucket> buckets;
    private final long nanos;
    private int begin;
    private int end;
    private long count;
    private long errorCount;

    Window(List<Bucket> buckets, long nanos) {
      this.buckets = buckets;
      this.nanos = nanos;
    }

    void moveTo(long stepEndNanos) {
      while (end < buckets.size() && buckets.get(end).startNanos() < stepEndNanos) {
        Bucket bucket = buckets.get(end++);
        count += bucket.figures().count();
        errorCount += bucket.figures().errorCount();
      }
      while (begin < end && buckets.get(begin).startNanos() < stepEndNanos - nanos) {
        Bucket bucket = buckets.get(begin++);
        count -= bucket.figures().count();
        errorCount -= bucket.figures().errorCount();
      }
    }

    long count() {
      return count;
    }

    long errorCount() {
      return errorCount;
    }

    /** All buckets together; none if there are none. */
    Optional<RollupFigures> figures() {
      return buckets.subList(begin, end).stream().map(Bucket::figures).reduce(RollupFigures::with);
    }
  }

  /** What is asked for, by any of the three routes. */
  private static final class Request {

    private final Set<String> services;
    private final Set<String> kinds;
    private final boolean byOperation;
    private final long endNanos;
    private final long firstNanos;
    private final long stepNanos;
    private final long ratePerNanos;

    Request(Parameters parameters, InstantSource clock) {
      if (parameters.all("service").isEmpty()) {
        throw ParameterException.missing("service");
      }
      services =
          parameters.all("service").stream()
              .map(ServiceName::fromJaeger)
              .collect(Collectors.toUnmodifiableSet());
      kinds = kinds(parameters.all("spanKind"));
      byOperation = parameters.truth("groupByOperation");
      endNanos = parameters.time("endTs").orElse(EpochNanos.of(clock.instant()));
      firstNanos =
          endNanos - parameters.durationOrMillis("lookback").orElse(LOOKBACK_DEFAULT.toNanos());
      stepNanos = wholeMinutes(parameters.durationOrMillis("step").orElse(STEP_DEFAULT.toNanos()));
      ratePerNanos =
          wholeMinutes(parameters.durationOrMillis("ratePer").orElse(RATE_PER_DEFAULT.toNanos()));
      if ((endNanos - firstNanos) / stepNanos > POINTS_MAX) {
        throw ParameterException.malformed(
            "step",
            parameters.text("step").orElse("5000"),
            "at most " + POINTS_MAX + " points within lookback");
      }
    }

    boolean isByOperation() {
      return byOperation;
    }

    long firstNanos() {
      return firstNanos;
    }

    long endNanos() {
      return endNanos;
    }

    double windowSeconds() {
      return (double) windowNanos(stepNanos) / Duration.ofSeconds(1).toNanos();
    }

    /** The time that a point is about; not less than a step. */
    long windowNanos(long actualStepNanos) {
      return Math.max(ratePerNanos, actualStepNanos);
    }

    RollupQuery query() {
      Map<RollupDimension, Set<String>> filters = new EnumMap<>(RollupDimension.class);
      filters.put(RollupDimension.SERVICE, services);
      filters.put(RollupDimension.KIND, kinds);
      return new RollupQuery(
          RollupSource.SPANS,
          new TimeRange(firstNanos - windowNanos(stepNanos) + stepNanos, endNanos),
          Optional.of(stepNanos),
          filters,
          byOperation
              ? List.of(RollupDimension.SERVICE, RollupDimension.OPERATION)
              : List.of(RollupDimension.SERVICE),
          SERIES_MAX);
    }

    private static Set<String> kinds(List<String> names) {
      if (names.isEmpty()) {
        return Set.of(SpanKind.SERVER.label());
      }
      return names.stream().map(Request::kind).collect(Collectors.toUnmodifiableSet());
    }

    /** By its own name, or by the one that OTLP's protobuf has for it. */
    private static String kind(String name) {
      String label = name.toLowerCase(Locale.ROOT).replace("span_kind_", "");
      return Stream.of(SpanKind.values())
          .map(SpanKind::label)
          .filter(label::equals)
          .findFirst()
          .orElseThrow(() ->
              ParameterException.malformed(
                  "spanKind",
                  name,
                  "one of " + Stream.of(SpanKind.values()).map(SpanKind::label).toList()));
    }

    /** Figures are kept by the minute. */
    private static long wholeMinutes(long nanos) {
      return Math.max(1, Math.ceilDiv(nanos, RollupQuery.MINUTE_NANOS)) * RollupQuery.MINUTE_NANOS;
    }
  }
}
