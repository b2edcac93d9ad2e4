// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.AttributeValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the spans of a batch as Zipkin v2 JSON, field by field in the order of Zipkin's own
 * encoder, with tags sorted by key.
 *
 * <p>Spans that came in by a Zipkin format are written as they came. For others the translation is
 * that of OpenTelemetry's Collector: attributes of span, resource and scope are tags, of several
 * with one key the first in this order; values that are no text are written as in JSON; events are
 * annotations, with attributes as {@code name|{…}|dropped}; links are tags {@code otlp.link.0} and
 * so on, {@code trace id|span id|trace state|{…}|dropped}; a status is the tags {@code
 * otel.status_code}, {@code otel.status_description} and, if it is one, {@code error}; names are in
 * lower case; a duration of less than a microsecond is one. {@link
 * ZipkinAttributes#REMOTE_SERVICE_KEYS} says where the remote endpoint is from.
 *
 * <p>Threads: one at a time; make a writer per batch.
 */
public final class ZipkinJsonWriter {

  private static final long NANOS_PER_MICRO = 1000;

  private final JsonGenerator json;
  private final SpanBatch batch;
  private final ZipkinView view;
  private final ZipkinText text;

  /**
   * A writer for the spans of one batch.
   *
   * @param plainText writes a value: text as it is, anything else as in JSON
   */
  public ZipkinJsonWriter(
      JsonGenerator json, SpanBatch batch, Function<AttributeValue, String> plainText) {
    this.json = json;
    this.batch = batch;
    this.view = new ZipkinView(batch);
    this.text = new ZipkinText(batch, plainText);
  }

  /** Writes a span as an object. */
  public void write(int row) {
    boolean asSent = view.isFromZipkin(row);
    ZipkinTags tags = new ZipkinTags(batch, view, text, row);
    json.writeStartObject();
    json.writeStringProperty(
        "traceId", ZipkinId.text(batch.traceIdHigh(row), batch.traceIdLow(row)));
    if (batch.parentSpanId(row) != 0) {
      json.writeStringProperty("parentId", ZipkinId.text(batch.parentSpanId(row)));
    }
    json.writeStringProperty("id", ZipkinId.text(batch.spanId(row)));
    SpanKind kind = batch.kind(row);
    if (kind != SpanKind.UNSPECIFIED && kind != SpanKind.INTERNAL) {
      json.writeStringProperty("kind", kind.name());
    }
    String name = batch.strings().string(batch.nameRef(row));
    if (!name.isEmpty()) {
      json.writeStringProperty("name", asSent ? name : name.toLowerCase(Locale.ROOT));
    }
    times(row);
    endpoint("localEndpoint", view.localEndpoint(batch.resourceIndex(row)));
    endpoint("remoteEndpoint", view.remoteEndpoint(row));
    annotations(row);
    tags(asSent ? tags.asSent() : tags.translated());
    flag("debug", view.isDebug(row));
    flag("shared", view.isShared(row));
    json.writeEndObject();
  }

  private void times(int row) {
    if (batch.startNanos(row) != 0 && !view.isStartAbsent(row)) {
      json.writeNumberProperty("timestamp", batch.startNanos(row) / NANOS_PER_MICRO);
    }
    long nanos = batch.durationNanos(row);
    if (nanos > 0) {
      json.writeNumberProperty("duration", Math.max(1, nanos / NANOS_PER_MICRO));
    }
  }

  private void endpoint(String name, ZipkinEndpoint endpoint) {
    if (endpoint.isNone()) {
      return;
    }
    json.writeObjectPropertyStart(name);
    if (endpoint.serviceName() != null) {
      json.writeStringProperty("serviceName", endpoint.serviceName());
    }
    if (endpoint.ipv4() != null) {
      json.writeStringProperty("ipv4", endpoint.ipv4());
    }
    if (endpoint.ipv6() != null) {
      json.writeStringProperty("ipv6", endpoint.ipv6());
    }
    if (endpoint.port() != 0) {
      json.writeNumberProperty("port", endpoint.port());
    }
    json.writeEndObject();
  }

  private void annotations(int row) {
    if (batch.eventBegin(row) == batch.eventEnd(row)) {
      return;
    }
    json.writeArrayPropertyStart("annotations");
    for (int event = batch.eventBegin(row); event < batch.eventEnd(row); event++) {
      json.writeStartObject();
      json.writeNumberProperty("timestamp", batch.eventTimeNanos(event) / NANOS_PER_MICRO);
      json.writeStringProperty("value", text.ofEvent(event));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void tags(List<ZipkinTags.Tag> tags) {
    if (tags.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("tags");
    for (ZipkinTags.Tag tag : tags) {
      json.writeStringProperty(tag.key(), tag.value());
    }
    json.writeEndObject();
  }

  private void flag(String name, boolean holds) {
    if (holds) {
      json.writeBooleanProperty(name, true);
    }
  }
}
