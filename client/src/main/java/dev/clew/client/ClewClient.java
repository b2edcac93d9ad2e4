// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Asks a Clew for traces.
 *
 * <pre>{@code
 * ClewClient clew = ClewClient.of(URI.create("http://127.0.0.1:16686"));
 * for (TraceSummary slow : clew.slowTraces("ranker", Duration.ofHours(1), 10)) {
 *   Trace trace = clew.trace(slow.traceId()).orElseThrow();
 *   …
 * }
 * }</pre>
 *
 * <p>All calls block; those that return a {@link Stream} ask for further pages while it is
 * consumed. They throw {@link ClewStatusException} when the server refuses, and {@link
 * ClewException} when it cannot be reached or does not answer in time.
 *
 * <p>Threads: any number at once.
 */
public final class ClewClient {

  private final Requests requests;
  private final InstantSource clock;

  private ClewClient(Requests requests, InstantSource clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /** A client of the server whose query APIs are at this address. */
  public static ClewClient of(URI server) {
    return of(ClewClientConfig.of(server));
  }

  /** A client with timeouts and retries of its own. */
  public static ClewClient of(ClewClientConfig config) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    return new ClewClient(new Requests(config, http), InstantSource.system());
  }

  /** One page of the traces that a query means. */
  public TracePage findTraces(TraceQuery query) {
    TraceQuery fixed = query.fixed(clock.instant());
    JsonNode answer = requests.get("/api/v3/trace-summaries", fixed.parameters());
    JsonNode total = answer.path("total");
    return new TracePage(
        Json.elements(answer, "summaries").map(ClewClient::summary).toList(),
        Json.optionalText(answer, "nextPageToken").map(fixed::page),
        total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty(),
        Json.optionalText(answer, "partial"));
  }

  /**
   * All traces that a query means, its limit being the size of a page. Pages are asked for as the
   * stream is consumed; the range of time stays that of the first one.
   */
  public Stream<TraceSummary> streamTraces(TraceQuery query) {
    PageIterator pages = new PageIterator(query, this::findTraces);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** A trace by its id, of up to 32 hex digits; empty if there is none. */
  public Optional<Trace> trace(String traceId) {
    try {
      return Optional.of(
          OtlpTrace.read(requests.get("/api/v3/traces/" + Requests.segment(traceId), Map.of())));
    } catch (ClewStatusException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The names of all services, sorted. */
  public List<String> services() {
    return Json.elements(requests.get("/api/v3/services", Map.of()), "services")
        .map(JsonNode::asString)
        .toList();
  }

  /** The operations of a service, sorted by name and kind. */
  public List<Operation> operations(String service) {
    return Json.elements(
            requests.get("/api/v3/operations", Map.of("service", service)), "operations")
        .map(operation ->
            new Operation(Json.text(operation, "name"), Json.text(operation, "spanKind")))
        .toList();
  }

  /** The longest traces with spans of a service. */
  public List<TraceSummary> slowTraces(String service, Duration lookback, int limit) {
    return findTraces(
            TraceQuery.builder()
                .service(service)
                .lookback(lookback)
                .sort(Sort.LONGEST)
                .limit(limit)
                .build())
        .traces();
  }

  /** The newest traces with a span of a service that has the status ERROR. */
  public List<TraceSummary> errorTraces(String service, Duration lookback, int limit) {
    return findTraces(
            TraceQuery.builder()
                .service(service)
                .errorsOnly()
                .lookback(lookback)
                .limit(limit)
                .build())
        .traces();
  }

  /** Which service called which. */
  public List<Dependency> dependencies(Duration lookback) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("endTs", Long.toString(clock.instant().toEpochMilli()));
    parameters.put("lookback", Long.toString(lookback.toMillis()));
    return Json.elements(requests.get("/api/dependencies", parameters), "data")
        .map(link ->
            new Dependency(
                Json.text(link, "parent"),
                Json.text(link, "child"),
                link.path("callCount").asLong(),
                link.path("errorCount").asLong()))
        .toList();
  }

  private static TraceSummary summary(JsonNode summary) {
    return new TraceSummary(
        Json.text(summary, "traceId"),
        Json.text(summary, "rootServiceName"),
        Json.text(summary, "rootOperationName"),
        OtlpTrace.time(Json.text(summary, "minStartTimeUnixNano")),
        OtlpTrace.time(Json.text(summary, "maxEndTimeUnixNano")),
        summary.path("spanCount").asInt(),
        summary.path("errorSpanCount").asInt(),
        summary.path("orphanSpanCount").asInt(),
        Json.elements(summary, "services")
            .map(service ->
                new TraceSummary.Service(
                    Json.text(service, "name"),
                    service.path("spanCount").asInt(),
                    service.path("errorSpanCount").asInt()))
            .toList());
  }
}
