// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What traces to find: those with a span that satisfies all conditions, within a range of time.
 *
 * <pre>{@code
 * TraceQuery.builder()
 *     .service("ranker")
 *     .operation("predict")
 *     .tag("ml.model.version", "7")
 *     .durationMin(Duration.ofMillis(200))
 *     .lookback(Duration.ofHours(6))
 *     .limit(50)
 *     .build();
 * }</pre>
 *
 * <p>Threads: immutable.
 */
public final class TraceQuery {

  private final Builder values;

  private TraceQuery(Builder values) {
    this.values = values;
  }

  /** A query for everything of the last hour, newest first, 20 at a time. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same query, begun behind a page that returned this token. */
  TraceQuery page(String pageToken) {
    Builder copy = new Builder(values);
    copy.pageToken = pageToken;
    return new TraceQuery(copy);
  }

  /** The parameters of a request whose range is {@linkplain #fixed fixed}. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "query.startTimeMin", text(values.start));
    put(parameters, "query.startTimeMax", text(values.end));
    put(parameters, "query.serviceName", values.service);
    put(parameters, "query.operationName", values.operation);
    if (!values.tags.isEmpty()) {
      parameters.put("query.attributes", Json.object(values.tags));
    }
    put(parameters, "query.filter", values.filter);
    put(parameters, "query.durationMin", values.durationMin);
    put(parameters, "query.durationMax", values.durationMax);
    put(parameters, "query.traceDurationMin", values.traceDurationMin);
    put(parameters, "query.traceDurationMax", values.traceDurationMax);
    parameters.put("query.searchDepth", Integer.toString(values.limit));
    parameters.put("query.sort", values.sort.parameter());
    put(parameters, "query.pageToken", values.pageToken);
    if (values.withTotal) {
      parameters.put("query.total", "true");
    }
    return parameters;
  }

  /**
   * The same query with its range fixed, so that its pages are about the same time.
   *
   * @param now the end of the range if it has none
   */
  TraceQuery fixed(Instant now) {
    Builder copy = new Builder(values);
    copy.end = values.end == null ? now : values.end;
    copy.start = values.start == null ? copy.end.minus(values.lookback) : values.start;
    return new TraceQuery(copy);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static void put(Map<String, String> parameters, String name, @Nullable Duration value) {
    if (value != null) {
      parameters.put(name, value.toNanos() + "ns");
    }
  }

  /** Collects the conditions of a query; what is not set is no condition. */
  public static final class Builder {

    private final Map<String, String> tags = new LinkedHashMap<>();
    private @Nullable String service;
    private @Nullable String operation;
    private @Nullable String filter;
    private @Nullable Duration durationMin;
    private @Nullable Duration durationMax;
    private @Nullable Duration traceDurationMin;
    private @Nullable Duration traceDurationMax;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private @Nullable String pageToken;
    private Duration lookback = Duration.ofHours(1);
    private Sort sort = Sort.NEWEST;
    private int limit = 20;
    private boolean withTotal;

    private Builder() {}

    private Builder(Builder other) {
      tags.putAll(other.tags);
      service = other.service;
      operation = other.operation;
      filter = other.filter;
      durationMin = other.durationMin;
      durationMax = other.durationMax;
      traceDurationMin = other.traceDurationMin;
      traceDurationMax = other.traceDurationMax;
      start = other.start;
      end = other.end;
      pageToken = other.pageToken;
      lookback = other.lookback;
      sort = other.sort;
      limit = other.limit;
      withTotal = other.withTotal;
    }

    /** Spans of this service. */
    public Builder service(String name) {
      service = name;
      return this;
    }

    /** Spans with this name. */
    public Builder operation(String name) {
      operation = name;
      return this;
    }

    /**
     * Spans with an attribute that prints so, be it on the span, its resource, scope, events or
     * links.
     */
    public Builder tag(String key, String value) {
      tags.put(key, value);
      return this;
    }

    /** Spans with all of these, see {@link #tag}. */
    public Builder tags(Map<String, String> all) {
      tags.putAll(all);
      return this;
    }

    /** Spans with the status ERROR. */
    public Builder errorsOnly() {
      return tag("error", "true");
    }

    /**
     * A structured condition as JSON, in place of service, operation, tags and span durations; see
     * the reference of the HTTP API.
     */
    public Builder filter(String json) {
      filter = json;
      return this;
    }

    /** Spans that took at least as long. */
    public Builder durationMin(Duration duration) {
      durationMin = duration;
      return this;
    }

    /** Spans that took at most as long. */
    public Builder durationMax(Duration duration) {
      durationMax = duration;
      return this;
    }

    /** Traces that took at least as long. */
    public Builder traceDurationMin(Duration duration) {
      traceDurationMin = duration;
      return this;
    }

    /** Traces that took at most as long. */
    public Builder traceDurationMax(Duration duration) {
      traceDurationMax = duration;
      return this;
    }

    /** Spans that start within this time before the end of the range, which is now as a rule. */
    public Builder lookback(Duration duration) {
      lookback = duration;
      start = null;
      return this;
    }

    /** Spans that start between these two times. */
    public Builder between(Instant from, Instant to) {
      start = from;
      end = to;
      return this;
    }

    /** At most this many traces, or this many on a page. */
    public Builder limit(int traces) {
      if (traces < 1) {
        throw new IllegalArgumentException("limit: " + traces + " (expected: 1 or more)");
      }
      limit = traces;
      return this;
    }

    /** The order of the traces. */
    public Builder sort(Sort order) {
      sort = order;
      return this;
    }

    /** Also counts all traces that match, which takes longer. */
    public Builder withTotal() {
      withTotal = true;
      return this;
    }

    /** The query. */
    public TraceQuery build() {
      return new TraceQuery(new Builder(this));
    }
  }
}
