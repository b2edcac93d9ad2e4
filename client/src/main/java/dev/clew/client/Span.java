// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One span. Attribute values are {@code String}, {@code Boolean}, {@code Long}, {@code Double},
 * {@code byte[]}, or {@code List} and {@code Map} of these.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentSpanId 16 hex digits, or empty for a root
 * @param serviceName empty if the resource has none
 * @param kind unspecified, internal, server, client, producer or consumer
 * @param status unset, ok or error
 * @param statusMessage empty if there is none
 * @param resource attributes of what the span is from
 * @param scopeName what made the span, such as a library; empty if the sender did not say
 * @param scopeVersion its version; empty if the sender did not say
 */
public record Span(
    String traceId,
    String spanId,
    String parentSpanId,
    String serviceName,
    String name,
    String kind,
    Instant start,
    Instant end,
    String status,
    String statusMessage,
    Map<String, Object> attributes,
    Map<String, Object> resource,
    String scopeName,
    String scopeVersion,
    List<Event> events,
    List<Link> links) {

  /** Copies what can be copied. */
  public Span {
    attributes = Map.copyOf(attributes);
    resource = Map.copyOf(resource);
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  /** How long it took; never negative. */
  public Duration duration() {
    return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
  }

  /** Whether its status is ERROR. */
  public boolean isError() {
    return status.equals("error");
  }

  /** Something that happened during the span. */
  public record Event(Instant time, String name, Map<String, Object> attributes) {
    /** Copies the attributes. */
    public Event {
      attributes = Map.copyOf(attributes);
    }
  }

  /** A pointer to another span. */
  public record Link(String traceId, String spanId, Map<String, Object> attributes) {
    /** Copies the attributes. */
    public Link {
      attributes = Map.copyOf(attributes);
    }
  }
}
