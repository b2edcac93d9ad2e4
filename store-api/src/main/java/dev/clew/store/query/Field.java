// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.AttributeScope;

/** Something about a span that can be compared, grouped by or listed. */
public sealed interface Field {

  /**
   * An attribute with this key at one scope. A span has one value per key at the resource, scope
   * and span level, and any number at the event and link levels.
   */
  record Attribute(AttributeScope scope, String key) implements Field {}

  /**
   * An attribute with this key on the span or, if the span has none, on its resource: TraceQL's
   * unscoped {@code .key}.
   */
  record SpanOrResource(String key) implements Field {}

  /** The attributes with this key at all five scopes together: what a Jaeger tag means. */
  record AnyScope(String key) implements Field {}

  /** A property that every span has by itself. */
  enum Intrinsic implements Field {
    /** Text: the operation name. */
    NAME,
    /** Text: {@code service.name} of the resource. */
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
    /** Number: spans of the trace that name this one as parent. */
    CHILD_COUNT,
    /** Number, same for all spans of a trace: nanoseconds from the first start to the last end. */
    TRACE_DURATION,
    /** Number, same for all spans of a trace. */
    TRACE_SPAN_COUNT,
    /**
     * Text, same for all spans of a trace: name of the root span; absent while the root has not
     * arrived.
     */
    ROOT_NAME,
    /**
     * Text, same for all spans of a trace: service of the root span; absent while the root has not
     * arrived.
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
