// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.QueryStats;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.core.JsonGenerator;

/**
 * One request while it is answered.
 *
 * <p>Threads: one at a time.
 */
public final class QueryCall {

  private final ServiceRequestContext context;
  private final AggregatedHttpRequest request;
  private final ResponseBody body;
  private final QueryConfig config;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private boolean partial;

  QueryCall(
      ServiceRequestContext context,
      AggregatedHttpRequest request,
      ResponseBody body,
      QueryConfig config,
      LongSupplier nanoClock) {
    this.context = context;
    this.request = request;
    this.body = body;
    this.config = config;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /** The parameters in the request's query. */
  public Parameters parameters() {
    return new Parameters(context.queryParams());
  }

  /** A variable part of the route's path, decoded. */
  public String pathParameter(String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "path parameter: " + name + " (expected: one of the route)");
    }
    return value;
  }

  /** The body of the request. */
  public byte[] requestBody() {
    return request.content().array();
  }

  /** The limits of this API. */
  public QueryConfig config() {
    return config;
  }

  /** What to search the store with: the limits of a query, less the time that has passed. */
  public QueryContext searchContext() {
    long spentNanos = nanoClock.getAsLong() - startNanos;
    Duration left = config.limits().timeout().minusNanos(spentNanos);
    return storeContext(left.isPositive() ? left : Duration.ofNanos(1));
  }

  /**
   * What to read traces with while they are sent: a slow client takes its time, which is bounded by
   * the time for the whole answer.
   */
  public QueryContext readContext() {
    return storeContext(config.responseTimeout());
  }

  /** Says how long the answer may be kept; without this, it may not. Comes before the body. */
  public void cacheControl(String directives) {
    body.header(HttpHeaderNames.CACHE_CONTROL, directives);
  }

  /** Writes the body as JSON. */
  public void writeJson(Consumer<JsonGenerator> content) {
    // Closed only on success: closing completes half a document, and an error must not look like
    // one.
    JsonGenerator json = Json.generator(body, parameters().isPrettyPrint());
    content.accept(json);
    json.close();
  }

  /** Why an answer of the store is not all there is, in words for people; empty if it is. */
  public Optional<String> incompleteness(QueryStats stats) {
    Optional<String> reason =
        stats.partial().map(partial -> "answer may be incomplete: " + reason(partial));
    partial |= reason.isPresent();
    return reason;
  }

  /** Takes note that the answer leaves something out, for the metrics. */
  public void markPartial() {
    partial = true;
  }

  boolean isPartial() {
    return partial;
  }

  private QueryContext storeContext(Duration timeout) {
    QueryLimits limits = config.limits();
    return new QueryContext(
        new QueryLimits(limits.rowsMax(), limits.bytesMax(), timeout),
        () -> context.isCancelled() || body.isAbandoned());
  }

  private static String reason(QueryStats.Partial partial) {
    return switch (partial) {
      case ROWS -> "it would look at more spans than one query may";
      case BYTES -> "it would read more data than one query may";
      case TIME -> "it takes longer than one query may";
      case DAMAGE -> "part of the stored data is damaged";
    };
  }
}
