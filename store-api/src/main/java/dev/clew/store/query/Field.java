// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.AttributeScope;

/**
 * Something about a span that can be compared, grouped by or listed.
 *
 * <p>A field may have several values on one span. Filters ask whether some value satisfies them.
 * Where one value per span is needed (grouping, figures, {@link
 * dev.clew.store.TraceReader#values}), the first counts, looked for on the span, its resource, its
 * scope, its events, its links and among what was derived from it, in this order; an array is one
 * value there. An attribute that was sent without content is a value, too.
 *
 * <p>Keys are unique within one owner, as OTLP demands; where a sender repeats one all the same, it
 * is not specified which of the values counts.
 */
public sealed interface Field {

  /**
   * An attribute with this key at one scope. A span has one value per key at the resource, scope,
   * span and derived level, and any number at the event and link levels.
   */
  record Attribute(AttributeScope scope, String key) implements Field {}

  /**
   * An attribute with this key on the span; if the span has none, on its resource; if that has
   * none, derived from the span: TraceQL's unscoped {@code .key}.
   */
  record SpanOrResource(String key) implements Field {}

  /** The attributes with this key at all scopes together: what a Jaeger tag means. */
  record AnyScope(String key) implements Field {}

  /** A property that every span has by itself. */
  enum Intrinsic implements Field {
    /** Text: the operation name. */
    NAME,
    /** Text: {@code service.name} of the resource; absent when it is missing, empty or not text. */
    SERVICE_NAME,
    /** Text: {@link dev.clew.model.SpanKind#label()}. */
    KIND,
    /** Text: {@link dev.clew.model.StatusCode#label()}. */
    STATUS,
    /** Text; absent when empty. */
    STATUS_MESSAGE,
    /** Number: nanoseconds, never negative. */
    DURATION,
    /** Number: epoch nanoseconds. */
    START_TIME,
    /** Text: 32 hex digits. */
    TRACE_ID,
    /** Text: 16 hex digits. */
    SPAN_ID,
    /** Text: 16 hex digits; absent for a root. */
    PARENT_SPAN_ID,
    /** Text; absent when empty. */
    TRACE_STATE,
    /** Text: name of the instrumentation scope; absent when empty. */
    SCOPE_NAME,
    /** Text: version of the instrumentation scope; absent when empty. */
    SCOPE_VERSION,
    /** Text, one per event. */
    EVENT_NAME,
    /** Text, one per link: 32 hex digits. */
    LINK_TRACE_ID,
    /** Text, one per link: 16 hex digits. */
    LINK_SPAN_ID,
    /** Number: other spans of the trace that name this one as parent. */
    CHILD_COUNT,
    /** Number, same for all spans of a trace: nanoseconds from the first start to the last end. */
    TRACE_DURATION,
    /** Number, same for all spans of a trace. */
    TRACE_SPAN_COUNT,
    /**
     * Text, same for all spans of a trace: name of the root span; absent while the root has not
     * arrived. The root is the span without parent id; among several, the one that starts first,
     * then the smallest unsigned span id, then the lowest kind.
     */
    ROOT_NAME,
    /**
     * Text, same for all spans of a trace: service of the root span; absent while the root has not
     * arrived, and when it has no service name.
     */
    ROOT_SERVICE_NAME;

    /** Whether the value belongs to the whole trace. */
    public boolean isOfTrace() {
      return switch (this) {
        case TRACE_DURATION, TRACE_SPAN_COUNT, ROOT_NAME, ROOT_SERVICE_NAME -> true;
        default -> false;
      };
    }
  }
}
