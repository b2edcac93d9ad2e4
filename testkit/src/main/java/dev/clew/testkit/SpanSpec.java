// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.List;

/**
 * A span written out by hand: says what matters to a test and leaves the rest ordinary.
 *
 * <pre>{@code
 * Span slow = Spans.span(1, 2).service("gateway").name("GET /").durationNanos(5_000_000).build();
 * }</pre>
 */
public final class SpanSpec {

  private TraceId traceId;
  private final long spanId;
  private long parentSpanId;
  private String name = "operation";
  private SpanKind kind = SpanKind.INTERNAL;
  private long startNanos = RandomSpans.BASE_NANOS;
  private long durationNanos = 1_000_000;
  private Span.Status status = new Span.Status(StatusCode.UNSET, "");
  private String traceState = "";
  private int flags = 1;
  private String scopeName = "library";
  private String scopeVersion = "";
  private final List<Entry> resource = new ArrayList<>();
  private final List<Entry> scope = new ArrayList<>();
  private final List<Entry> attributes = new ArrayList<>();
  private final List<Entry> derived = new ArrayList<>();
  private final List<Span.Event> events = new ArrayList<>();
  private final List<Span.Link> links = new ArrayList<>();

  SpanSpec(long traceId, long spanId) {
    this.traceId = new TraceId(0, traceId);
    this.spanId = spanId;
    service("service");
  }

  /** Sets the first eight bytes of the trace id, which are zero otherwise. */
  public SpanSpec traceIdHigh(long high) {
    this.traceId = new TraceId(high, traceId.low());
    return this;
  }

  /** Sets the parent's id. */
  public SpanSpec parent(long parentSpanId) {
    this.parentSpanId = parentSpanId;
    return this;
  }

  /** Sets {@code service.name}. */
  public SpanSpec service(String serviceName) {
    resource.removeIf(entry -> entry.key().equals("service.name"));
    return resource("service.name", serviceName);
  }

  /** Adds a text attribute to the resource. */
  public SpanSpec resource(String key, String value) {
    resource.add(new Entry(key, new StringValue(value)));
    return this;
  }

  /** Adds an attribute of any type to the resource. */
  public SpanSpec resource(String key, AttributeValue value) {
    resource.add(new Entry(key, value));
    return this;
  }

  /** Sets the name of the instrumentation scope. */
  public SpanSpec scope(String name) {
    this.scopeName = name;
    return this;
  }

  /** Adds a text attribute to the instrumentation scope. */
  public SpanSpec scopeAttribute(String key, String value) {
    return scopeAttribute(key, new StringValue(value));
  }

  /** Adds an attribute of any type to the instrumentation scope. */
  public SpanSpec scopeAttribute(String key, AttributeValue value) {
    scope.add(new Entry(key, value));
    return this;
  }

  /** Sets the version of the instrumentation scope. */
  public SpanSpec scopeVersion(String version) {
    this.scopeVersion = version;
    return this;
  }

  /** Sets the operation name. */
  public SpanSpec name(String name) {
    this.name = name;
    return this;
  }

  /** Sets the kind. */
  public SpanSpec kind(SpanKind kind) {
    this.kind = kind;
    return this;
  }

  /** Sets the start, in nanoseconds after {@link RandomSpans#BASE_NANOS}. */
  public SpanSpec startsAfterNanos(long nanos) {
    this.startNanos = RandomSpans.BASE_NANOS + nanos;
    return this;
  }

  /** Sets the start, in epoch nanoseconds. */
  public SpanSpec startNanos(long nanos) {
    this.startNanos = nanos;
    return this;
  }

  /** Sets the duration. */
  public SpanSpec durationNanos(long nanos) {
    this.durationNanos = nanos;
    return this;
  }

  /** Sets the status to an error with this message. */
  public SpanSpec error(String message) {
    return status(StatusCode.ERROR, message);
  }

  /** Sets the status. */
  public SpanSpec status(StatusCode code, String message) {
    this.status = new Span.Status(code, message);
    return this;
  }

  /** Sets the W3C trace state. */
  public SpanSpec traceState(String traceState) {
    this.traceState = traceState;
    return this;
  }

  /** Sets the flags. */
  public SpanSpec flags(int flags) {
    this.flags = flags;
    return this;
  }

  /** Adds an attribute that was derived. */
  public SpanSpec derived(String key, AttributeValue value) {
    derived.add(new Entry(key, value));
    return this;
  }

  /** Adds a text attribute that was derived. */
  public SpanSpec derived(String key, String value) {
    return derived(key, new StringValue(value));
  }

  /** Adds a text attribute. */
  public SpanSpec attribute(String key, String value) {
    return attribute(key, new StringValue(value));
  }

  /** Adds an integer attribute. */
  public SpanSpec attribute(String key, long value) {
    return attribute(key, new IntValue(value));
  }

  /** Adds a floating-point attribute. */
  public SpanSpec attribute(String key, double value) {
    return attribute(key, new DoubleValue(value));
  }

  /** Adds a truth value as attribute. */
  public SpanSpec attribute(String key, boolean value) {
    return attribute(key, new BoolValue(value));
  }

  /** Adds an attribute of any type. */
  public SpanSpec attribute(String key, AttributeValue value) {
    attributes.add(new Entry(key, value));
    return this;
  }

  /** Adds an event at this time after the span's start. */
  public SpanSpec event(String name, long afterStartNanos, Entry... attributes) {
    events.add(
        new Span.Event(
            startNanos + afterStartNanos, name, new Span.Attributes(List.of(attributes), 0)));
    return this;
  }

  /** Adds a link to another span. */
  public SpanSpec link(long traceId, long spanId, Entry... attributes) {
    links.add(
        new Span.Link(
            new TraceId(0, traceId), spanId, "", 0, new Span.Attributes(List.of(attributes), 0)));
    return this;
  }

  /** The span. */
  public Span build() {
    return new Span(
        new Span.Resource(new Span.Attributes(resource, 0), "", new BytesValue(new byte[0])),
        new Span.Scope(scopeName, scopeVersion, new Span.Attributes(scope, 0), ""),
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        startNanos,
        startNanos + durationNanos,
        status,
        traceState,
        flags,
        new Span.Attributes(attributes, 0),
        events,
        0,
        links,
        0,
        new Span.Attributes(derived, 0));
  }
}
