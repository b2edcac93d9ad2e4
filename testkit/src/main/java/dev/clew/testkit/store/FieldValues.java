// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanId;
import dev.clew.store.query.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The values of a field on one span, in the order in which "the first" is looked for. */
final class FieldValues {

  private FieldValues() {}

  static List<AttributeValue> of(Field field, ReferenceTrace trace, int index) {
    Span span = trace.span(index);
    return switch (field) {
      case Field.Attribute(AttributeScope scope, String key) ->
          attributes(span, scope, key).toList();
      case Field.SpanOrResource(String key) -> {
        List<AttributeValue> own = attributes(span, AttributeScope.SPAN, key).toList();
        List<AttributeValue> sent =
            own.isEmpty() ? attributes(span, AttributeScope.RESOURCE, key).toList() : own;
        yield sent.isEmpty() ? attributes(span, AttributeScope.DERIVED, key).toList() : sent;
      }
      case Field.AnyScope(String key) ->
          Stream.of(
                  AttributeScope.SPAN,
                  AttributeScope.RESOURCE,
                  AttributeScope.SCOPE,
                  AttributeScope.EVENT,
                  AttributeScope.LINK,
                  AttributeScope.DERIVED)
              .flatMap(scope -> attributes(span, scope, key))
              .toList();
      case Field.Intrinsic intrinsic -> intrinsic(intrinsic, trace, index).toList();
    };
  }

  /** The attributes that a span has at one scope, owner by owner. */
  static Stream<Span.Attributes> owners(Span span, AttributeScope scope) {
    return switch (scope) {
      case RESOURCE -> Stream.of(span.resource().attributes());
      case SCOPE -> Stream.of(span.scope().attributes());
      case SPAN -> Stream.of(span.attributes());
      case EVENT -> span.events().stream().map(Span.Event::attributes);
      case LINK -> span.links().stream().map(Span.Link::attributes);
      case DERIVED -> Stream.of(span.derived());
    };
  }

  private static Stream<AttributeValue> attributes(Span span, AttributeScope scope, String key) {
    return owners(span, scope)
        .flatMap(owner -> owner.entries().stream())
        .filter(entry -> entry.key().equals(key))
        .map(Entry::value);
  }

  private static Stream<AttributeValue> intrinsic(
      Field.Intrinsic intrinsic, ReferenceTrace trace, int index) {
    Span span = trace.span(index);
    return switch (intrinsic) {
      case NAME -> text(span.name());
      case SERVICE_NAME -> textUnlessEmpty(ReferenceTrace.serviceName(span));
      case KIND -> text(span.kind().label());
      case STATUS -> text(span.status().code().label());
      case STATUS_MESSAGE -> textUnlessEmpty(span.status().message());
      case DURATION -> number(Math.max(0, span.endNanos() - span.startNanos()));
      case START_TIME -> number(span.startNanos());
      case TRACE_ID -> text(span.traceId().toHex());
      case SPAN_ID -> text(SpanId.toHex(span.spanId()));
      case PARENT_SPAN_ID ->
          span.parentSpanId() == 0 ? Stream.of() : text(SpanId.toHex(span.parentSpanId()));
      case TRACE_STATE -> textUnlessEmpty(span.traceState());
      case SCOPE_NAME -> textUnlessEmpty(span.scope().name());
      case SCOPE_VERSION -> textUnlessEmpty(span.scope().version());
      case EVENT_NAME -> span.events().stream().flatMap(event -> text(event.name()));
      case LINK_TRACE_ID -> span.links().stream().flatMap(link -> text(link.traceId().toHex()));
      case LINK_SPAN_ID -> span.links().stream().flatMap(link -> text(SpanId.toHex(link.spanId())));
      case CHILD_COUNT -> number(trace.children(index).size());
      case TRACE_DURATION -> number(trace.durationNanos());
      case TRACE_SPAN_COUNT -> number(trace.spans().size());
      case ROOT_NAME -> trace.root().stream().flatMap(root -> text(root.name()));
      case ROOT_SERVICE_NAME ->
          trace.root().stream().flatMap(root -> textUnlessEmpty(ReferenceTrace.serviceName(root)));
    };
  }

  /** The value that counts where a span has one at most. */
  static Optional<AttributeValue> first(Field field, ReferenceTrace trace, int index) {
    return of(field, trace, index).stream().findFirst();
  }

  private static Stream<AttributeValue> text(String text) {
    return Stream.of(new StringValue(text));
  }

  private static Stream<AttributeValue> textUnlessEmpty(String text) {
    return text.isEmpty() ? Stream.of() : text(text);
  }

  private static Stream<AttributeValue> number(long number) {
    return Stream.of(new IntValue(number));
  }
}
