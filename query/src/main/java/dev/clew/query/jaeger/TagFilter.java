// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.AttributeScope;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.util.Locale;

/**
 * What a Jaeger tag means: an attribute of the span, its resource, its instrumentation scope, one
 * of its events or one of its links that prints so, whatever its type.
 *
 * <p>Some keys mean more. What Jaeger shows as a tag of a span can be searched as one, too,
 * although OTLP has a field of its own for it: {@code error}, {@code span.kind}, {@code
 * span.status}, {@code scope.name}, {@code scope.version}, {@code event}, {@code w3c.tracestate}
 * and the {@code otel.…} tags of status and scope. {@code resource.} before a key asks for the
 * resource alone.
 */
final class TagFilter {

  private static final String RESOURCE_PREFIX = "resource.";

  private TagFilter() {}

  static SpanFilter of(Tag tag) {
    String value = tag.value();
    return switch (tag.key()) {
      case "error" -> error(tag);
      case "span.kind" -> label(Intrinsic.KIND, value);
      case "span.status" -> label(Intrinsic.STATUS, value);
      case "scope.name" -> SpanFilter.equal(Intrinsic.SCOPE_NAME, value);
      case "scope.version" -> SpanFilter.equal(Intrinsic.SCOPE_VERSION, value);
      case "otel.status_code" -> SpanFilter.or(label(Intrinsic.STATUS, value), anywhere(tag));
      case "otel.status_description" -> orAttribute(Intrinsic.STATUS_MESSAGE, tag);
      case "otel.scope.name" -> orAttribute(Intrinsic.SCOPE_NAME, tag);
      case "otel.scope.version" -> orAttribute(Intrinsic.SCOPE_VERSION, tag);
      case "w3c.tracestate" -> orAttribute(Intrinsic.TRACE_STATE, tag);
      case "event" -> orAttribute(Intrinsic.EVENT_NAME, tag);
      default ->
          tag.key().startsWith(RESOURCE_PREFIX)
              ? SpanFilter.or(onResource(tag), anywhere(tag))
              : anywhere(tag);
    };
  }

  private static SpanFilter error(Tag tag) {
    SpanFilter isError =
        SpanFilter.or(
            SpanFilter.equal(Intrinsic.STATUS, "error"), anywhere(new Tag("error", "true")));
    return switch (tag.value()) {
      case "true" -> isError;
      case "false" -> SpanFilter.not(isError);
      default -> anywhere(tag);
    };
  }

  /** Labels are lower-case words, but {@code ERROR} and {@code Error} are common. */
  private static SpanFilter label(Field field, String value) {
    return SpanFilter.equal(field, value.toLowerCase(Locale.ROOT));
  }

  private static SpanFilter orAttribute(Field field, Tag tag) {
    return SpanFilter.or(SpanFilter.equal(field, tag.value()), anywhere(tag));
  }

  private static SpanFilter onResource(Tag tag) {
    String key = tag.key().substring(RESOURCE_PREFIX.length());
    return printsAs(new Field.Attribute(AttributeScope.RESOURCE, key), tag.value());
  }

  private static SpanFilter anywhere(Tag tag) {
    return printsAs(new Field.AnyScope(tag.key()), tag.value());
  }

  private static SpanFilter printsAs(Field field, String value) {
    return new SpanFilter.Compare(field, Comparison.EQUAL, new Operand.Untyped(value));
  }
}
