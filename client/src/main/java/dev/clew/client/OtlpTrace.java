// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads traces from OTLP/JSON. */
final class OtlpTrace {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");
  private static final List<String> STATUSES = List.of("unset", "ok", "error");

  private OtlpTrace() {}

  static Trace read(JsonNode answer) {
    List<Span> spans = new ArrayList<>();
    for (JsonNode resourceSpans : answer.at("/result/resourceSpans")) {
      Map<String, Object> resource = Json.attributes(resourceSpans.at("/resource/attributes"));
      Json.elements(resourceSpans, "scopeSpans")
          .flatMap(scopeSpans ->
              Json.elements(scopeSpans, "spans")
                  .map(span -> span(span, resource, scopeSpans.path("scope"))))
          .forEach(spans::add);
    }
    String traceId = spans.isEmpty() ? "" : spans.get(0).traceId();
    return new Trace(traceId, spans, Json.optionalText(answer, "partial"));
  }

  private static Span span(JsonNode span, Map<String, Object> resource, JsonNode scope) {
    return new Span(
        Json.text(span, "traceId"),
        Json.text(span, "spanId"),
        Json.text(span, "parentSpanId"),
        resource.getOrDefault("service.name", "").toString(),
        Json.text(span, "name"),
        word(KINDS, span.path("kind").asInt(0)),
        time(Json.text(span, "startTimeUnixNano")),
        time(Json.text(span, "endTimeUnixNano")),
        word(STATUSES, span.at("/status/code").asInt(0)),
        span.at("/status/message").asString(""),
        Json.attributes(span.path("attributes")),
        resource,
        Json.text(scope, "name"),
        Json.text(scope, "version"),
        Json.elements(span, "events").map(OtlpTrace::event).toList(),
        Json.elements(span, "links").map(OtlpTrace::link).toList());
  }

  private static Span.Event event(JsonNode event) {
    return new Span.Event(
        time(Json.text(event, "timeUnixNano")),
        Json.text(event, "name"),
        Json.attributes(event.path("attributes")));
  }

  private static Span.Link link(JsonNode link) {
    return new Span.Link(
        Json.text(link, "traceId"),
        Json.text(link, "spanId"),
        Json.attributes(link.path("attributes")));
  }

  static Instant time(String unixNanos) {
    long nanos = unixNanos.isEmpty() ? 0 : Long.parseUnsignedLong(unixNanos);
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, SECOND_NANOS), Math.floorMod(nanos, SECOND_NANOS));
  }

  private static String word(List<String> words, int number) {
    return number >= 0 && number < words.size() ? words.get(number) : words.get(0);
  }
}
