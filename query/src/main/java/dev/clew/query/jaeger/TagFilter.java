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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Jaeger tag means: an attribute of the span, its resource, its instrumentation scope, one
 * of its events or one of its links that prints so, whatever its type.
 *
 * <p>Some keys mean more. What Jaeger shows as a tag of a span can be searched as one, too,
 * although OTLP has a field of its own for it: {@code error}, {@code span.kind}, {@code
 * span.status}, {@code scope.name}, {@code scope.version}, {@code event}, {@code w3c.tracestate}
 * and the {@code otel.…} tags of status and scope. Tags of a process that have another name inside
 * ({@code hostname}, {@code jaeger.version}) are found by the one that Jaeger's clients send, and
 * addresses that were sent as numbers as they are shown. {@code resource.} before a key asks for
 * the resource alone.
 */
final class TagFilter {

  private static final String RESOURCE_PREFIX = "resource.";
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

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
      case "hostname" -> SpanFilter.or(anywhere(tag), onResource("host.name", tag.value()));
      case "jaeger.version" ->
          SpanFilter.or(
              anywhere(tag), onResource("opencensus.exporterversion", "Jaeger-" + tag.value()));
      case "ip", "peer.ipv4" -> address(tag);
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
    return onResource(tag.key().substring(RESOURCE_PREFIX.length()), tag.value());
  }

  private static SpanFilter onResource(String key, String value) {
    return printsAs(new Field.Attribute(AttributeScope.RESOURCE, key), value);
  }

  /** Some clients send the four bytes as one number, which is shown with dots between them. */
  private static SpanFilter address(Tag tag) {
    Matcher bytes = ADDRESS.matcher(tag.value());
    if (!bytes.matches()) {
      return anywhere(tag);
    }
    long number = 0;
    for (int i = 1; i <= bytes.groupCount(); i++) {
      number = number << 8 | (Integer.parseInt(bytes.group(i)) & 0xff);
    }
    return SpanFilter.or(
        anywhere(tag),
        anywhere(new Tag(tag.key(), Long.toString(number))),
        anywhere(new Tag(tag.key(), Integer.toString((int) number))));
  }

  private static SpanFilter anywhere(Tag tag) {
    return printsAs(new Field.AnyScope(tag.key()), tag.value());
  }

  private static SpanFilter printsAs(Field field, String value) {
    return new SpanFilter.Compare(field, Comparison.EQUAL, new Operand.Untyped(value));
  }
}
