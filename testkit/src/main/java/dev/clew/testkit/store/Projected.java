// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.Projection;
import dev.clew.model.Projection.Detail;
import dev.clew.model.Span;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spans as a projected read has to give them back: what is not asked for was never said. */
final class Projected {

  private Projected() {}

  /** A span with what is part of the projection. */
  static Span of(Span span, Projection projection) {
    return new Span(
        resource(span.resource(), projection),
        scope(span.scope(), projection),
        span.traceId(),
        span.spanId(),
        span.parentSpanId(),
        projection.has(Detail.NAME) ? span.name() : "",
        span.kind(),
        span.startNanos(),
        span.endNanos(),
        new Span.Status(
            span.status().code(),
            projection.has(Detail.STATUS_MESSAGE) ? span.status().message() : ""),
        projection.has(Detail.TRACE_STATE) ? span.traceState() : "",
        projection.has(Detail.FLAGS) ? span.flags() : 0,
        attributes(AttributeScope.SPAN, span.attributes(), projection),
        projection.has(Detail.EVENTS)
            ? span.events().stream().map(event -> event(event, projection)).toList()
            : List.of(),
        projection.has(Detail.DROPPED_COUNTS) ? span.droppedEventsCount() : 0,
        projection.has(Detail.LINKS)
            ? span.links().stream().map(link -> link(link, projection)).toList()
            : List.of(),
        projection.has(Detail.DROPPED_COUNTS) ? span.droppedLinksCount() : 0,
        attributes(AttributeScope.DERIVED, span.derived(), projection));
  }

  /** A random projection that has some of what these spans have. */
  static Projection random(RandomGenerator random, Collection<Span> spans) {
    Set<Detail> details =
        Stream.of(Detail.values()).filter(_ -> random.nextBoolean()).collect(Collectors.toSet());
    Set<AttributeScope> scopes =
        Stream.of(AttributeScope.values())
            .filter(_ -> random.nextInt(5) == 0)
            .collect(Collectors.toSet());
    Map<AttributeScope, Set<String>> keys = new EnumMap<>(AttributeScope.class);
    for (AttributeScope scope : AttributeScope.values()) {
      if (random.nextBoolean()) {
        List<String> known =
            spans.stream()
                .flatMap(span -> FieldValues.owners(span, scope))
                .flatMap(owner -> owner.entries().stream())
                .map(entry -> entry.key())
                .distinct()
                .sorted()
                .toList();
        Set<String> wanted = new HashSet<>(Set.of("no.such.key"));
        known.stream().filter(_ -> random.nextInt(4) == 0).forEach(wanted::add);
        keys.put(scope, wanted);
      }
    }
    return new Projection(details, scopes, keys);
  }

  private static Span.Resource resource(Span.Resource resource, Projection projection) {
    boolean hasSchema = projection.has(Detail.SCHEMA);
    return new Span.Resource(
        attributes(AttributeScope.RESOURCE, resource.attributes(), projection),
        hasSchema ? resource.schemaUrl() : "",
        hasSchema ? resource.entityRefs() : new BytesValue(new byte[0]));
  }

  private static Span.Scope scope(Span.Scope scope, Projection projection) {
    boolean hasName = projection.has(Detail.SCOPE_NAME);
    return new Span.Scope(
        hasName ? scope.name() : "",
        hasName ? scope.version() : "",
        attributes(AttributeScope.SCOPE, scope.attributes(), projection),
        projection.has(Detail.SCHEMA) ? scope.schemaUrl() : "");
  }

  private static Span.Event event(Span.Event event, Projection projection) {
    return new Span.Event(
        event.timeNanos(),
        event.name(),
        attributes(AttributeScope.EVENT, event.attributes(), projection));
  }

  private static Span.Link link(Span.Link link, Projection projection) {
    return new Span.Link(
        link.traceId(),
        link.spanId(),
        projection.has(Detail.TRACE_STATE) ? link.traceState() : "",
        projection.has(Detail.FLAGS) ? link.flags() : 0,
        attributes(AttributeScope.LINK, link.attributes(), projection));
  }

  private static Span.Attributes attributes(
      AttributeScope scope, Span.Attributes attributes, Projection projection) {
    return new Span.Attributes(
        attributes.entries().stream().filter(entry -> projection.has(scope, entry.key())).toList(),
        projection.has(Detail.DROPPED_COUNTS) ? attributes.droppedCount() : 0);
  }
}
