// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.query.jaeger.filter.Expression.Attribute;
import dev.clew.query.jaeger.filter.Expression.BuiltIn;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a filter compares: the fields of the store that hold it and what kind of value that is.
 *
 * @param fields one, or for an attribute without a level two
 * @param words the only values there are, or none if any is possible
 */
record Subject(List<Field> fields, Type type, List<String> words) {

  /** What kind of values a subject has. */
  enum Type {
    /** An attribute: whatever was sent. */
    ANY,
    TEXT,
    /** Text out of a closed set, which has no order. */
    WORD,
    DURATION,
    TIME,
    NUMBER
  }

  private static final List<String> KINDS =
      Stream.of(SpanKind.values()).map(SpanKind::label).toList();
  private static final List<String> STATUSES =
      Stream.of(StatusCode.values()).map(StatusCode::label).toList();

  private static final Map<String, Subject> BUILT_IN =
      Map.ofEntries(
          Map.entry("span.traceID", text(Intrinsic.TRACE_ID)),
          Map.entry("span.spanID", text(Intrinsic.SPAN_ID)),
          Map.entry("span.parentSpanID", text(Intrinsic.PARENT_SPAN_ID)),
          Map.entry("span.traceState", text(Intrinsic.TRACE_STATE)),
          Map.entry("span.name", text(Intrinsic.NAME)),
          Map.entry("span.kind", words(Intrinsic.KIND, KINDS)),
          Map.entry("span.startTime", of(Intrinsic.START_TIME, Type.TIME)),
          Map.entry("span.status", words(Intrinsic.STATUS, STATUSES)),
          Map.entry("span.statusMessage", text(Intrinsic.STATUS_MESSAGE)),
          Map.entry("span.duration", of(Intrinsic.DURATION, Type.DURATION)),
          Map.entry("resource.service", text(Intrinsic.SERVICE_NAME)),
          Map.entry("scope.name", text(Intrinsic.SCOPE_NAME)),
          Map.entry("scope.version", text(Intrinsic.SCOPE_VERSION)),
          Map.entry("event.name", text(Intrinsic.EVENT_NAME)),
          Map.entry("link.traceID", text(Intrinsic.LINK_TRACE_ID)),
          Map.entry("link.spanID", text(Intrinsic.LINK_SPAN_ID)),
          // Clew's own
          Map.entry("span.childCount", of(Intrinsic.CHILD_COUNT, Type.NUMBER)),
          Map.entry("trace.duration", of(Intrinsic.TRACE_DURATION, Type.DURATION)),
          Map.entry("trace.spanCount", of(Intrinsic.TRACE_SPAN_COUNT, Type.NUMBER)),
          Map.entry("trace.rootName", text(Intrinsic.ROOT_NAME)),
          Map.entry("trace.rootService", text(Intrinsic.ROOT_SERVICE_NAME)));

  static Subject of(BuiltIn field) {
    String name = field.level() + "." + field.name();
    Subject subject = BUILT_IN.get(name);
    if (subject == null) {
      throw new FilterException(
          "field %s (expected: one of %s)"
              .formatted(name, String.join(", ", BUILT_IN.keySet().stream().sorted().toList())));
    }
    return subject;
  }

  static Subject of(Attribute attribute) {
    String key = attribute.key();
    if (key.isEmpty()) {
      throw new FilterException("attr without a key (expected: the key of an attribute)");
    }
    List<Field> fields =
        switch (attribute.level()) {
          case "" -> List.of(at(AttributeScope.SPAN, key), at(AttributeScope.RESOURCE, key));
          case "span" -> List.of(at(AttributeScope.SPAN, key));
          case "resource" -> List.of(at(AttributeScope.RESOURCE, key));
          case "scope" -> List.of(at(AttributeScope.SCOPE, key));
          case "event" -> List.of(at(AttributeScope.EVENT, key));
          case "link" -> List.of(at(AttributeScope.LINK, key));
          default ->
              throw new FilterException(
                  "level %s (expected: span, resource, scope, event or link)"
                      .formatted(attribute.level()));
        };
    return new Subject(fields, Type.ANY, List.of());
  }

  boolean hasOrder() {
    return type != Type.WORD;
  }

  private static Field at(AttributeScope scope, String key) {
    return new Field.Attribute(scope, key);
  }

  private static Subject text(Intrinsic field) {
    return of(field, Type.TEXT);
  }

  private static Subject of(Intrinsic field, Type type) {
    return new Subject(List.of(field), type, List.of());
  }

  private static Subject words(Intrinsic field, List<String> words) {
    return new Subject(List.of(field), Type.WORD, words);
  }
}
