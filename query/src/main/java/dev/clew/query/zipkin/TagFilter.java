// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinAttributes;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Attribute;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The spans that show a tag or an annotation to Zipkin's clients: what {@code ZipkinJsonWriter}
 * makes of a span is found by it.
 */
final class TagFilter {

  /** Tags whose key is taken, and what they are kept under. */
  private static final Set<String> TAKEN_KEYS =
      Set.of(
          ZipkinAttributes.REMOTE_SERVICE,
          ZipkinAttributes.REMOTE_ADDRESS,
          ZipkinAttributes.REMOTE_PORT,
          ZipkinAttributes.REMOTE_IPV6,
          ZipkinAttributes.SHARED,
          ZipkinAttributes.DEBUG,
          ZipkinAttributes.START_ABSENT);

  private TagFilter() {}

  /** Spans with a tag of this key, or an annotation of this value. */
  static SpanFilter word(String word) {
    List<SpanFilter> any = new ArrayList<>();
    any.add(SpanFilter.equal(Intrinsic.EVENT_NAME, word));
    any.add(new SpanFilter.Exists(new Field.SpanOrResource(word)));
    any.add(new SpanFilter.Exists(new Attribute(AttributeScope.SCOPE, word)));
    switch (word) {
      case ZipkinAttributes.ERROR_TAG -> any.add(hasStatus(StatusCode.ERROR));
      case ZipkinAttributes.STATUS_TAG -> {
        any.add(hasStatus(StatusCode.ERROR));
        any.add(hasStatus(StatusCode.OK));
      }
      case ZipkinAttributes.STATUS_MESSAGE_TAG -> any.add(exists(Intrinsic.STATUS_MESSAGE));
      case ZipkinAttributes.SCOPE_NAME_TAG -> any.add(exists(Intrinsic.SCOPE_NAME));
      case ZipkinAttributes.SCOPE_VERSION_TAG -> any.add(exists(Intrinsic.SCOPE_VERSION));
      case ZipkinAttributes.TRACE_STATE_TAG -> any.add(exists(Intrinsic.TRACE_STATE));
      case ZipkinAttributes.KIND_TAG -> any.add(hasKind(SpanKind.INTERNAL));
      default -> {}
    }
    return new SpanFilter.Or(any);
  }

  /** Spans with a tag of this key and value. */
  static SpanFilter tag(String key, String value) {
    List<SpanFilter> any = new ArrayList<>();
    any.add(prints(new Field.SpanOrResource(key), value));
    any.add(prints(new Attribute(AttributeScope.SCOPE, key), value));
    if (TAKEN_KEYS.contains(key)) {
      any.add(
          SpanFilter.equal(
              new Attribute(AttributeScope.SPAN, ZipkinAttributes.TAG_PREFIX + key), value));
    }
    switch (key) {
      case ZipkinAttributes.ERROR_TAG -> {
        SpanFilter text =
            value.equals("true")
                ? SpanFilter.not(exists(Intrinsic.STATUS_MESSAGE))
                : SpanFilter.equal(Intrinsic.STATUS_MESSAGE, value);
        any.add(SpanFilter.and(hasStatus(StatusCode.ERROR), text));
      }
      case ZipkinAttributes.STATUS_TAG -> {
        if (value.equals(StatusCode.ERROR.name()) || value.equals(StatusCode.OK.name())) {
          any.add(hasStatus(StatusCode.valueOf(value)));
        }
      }
      case ZipkinAttributes.STATUS_MESSAGE_TAG ->
          any.add(SpanFilter.equal(Intrinsic.STATUS_MESSAGE, value));
      case ZipkinAttributes.SCOPE_NAME_TAG ->
          any.add(SpanFilter.equal(Intrinsic.SCOPE_NAME, value));
      case ZipkinAttributes.SCOPE_VERSION_TAG ->
          any.add(SpanFilter.equal(Intrinsic.SCOPE_VERSION, value));
      case ZipkinAttributes.TRACE_STATE_TAG ->
          any.add(SpanFilter.equal(Intrinsic.TRACE_STATE, value));
      case ZipkinAttributes.KIND_TAG -> {
        if (value.equals(SpanKind.INTERNAL.label())) {
          any.add(hasKind(SpanKind.INTERNAL));
        }
      }
      default -> {}
    }
    return new SpanFilter.Or(any);
  }

  private static SpanFilter prints(Field field, String value) {
    return new SpanFilter.Compare(field, Comparison.EQUAL, new Operand.Untyped(value));
  }

  private static SpanFilter exists(Field field) {
    return new SpanFilter.Exists(field);
  }

  private static SpanFilter hasStatus(StatusCode status) {
    return SpanFilter.equal(Intrinsic.STATUS, status.label());
  }

  private static SpanFilter hasKind(SpanKind kind) {
    return SpanFilter.equal(Intrinsic.KIND, kind.label());
  }
}
