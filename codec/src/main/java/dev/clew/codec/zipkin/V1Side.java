// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a v1 span says about one of those who took part in it: a span of the v2 model. */
final class V1Side {

  private record Event(long micros, String value) {}

  private final List<Event> annotations = new ArrayList<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private @Nullable ZipkinEndpoint endpoint;

  SpanKind kind = SpanKind.UNSPECIFIED;
  ZipkinEndpoint remoteEndpoint = ZipkinEndpoint.NONE;
  long timestampMicros;
  long durationMicros;
  boolean shared;

  V1Side(@Nullable ZipkinEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Whether this is about the service of an endpoint; one that is about nobody yet becomes so. */
  boolean isOf(ZipkinEndpoint other) {
    ZipkinEndpoint own = endpoint;
    if (own == null) {
      endpoint = other;
      return true;
    }
    return V1Conversion.isSameService(own, other);
  }

  void addAnnotation(V1Span.Annotation annotation) {
    annotations.add(new Event(annotation.micros(), annotation.value()));
  }

  void putTag(String key, String value) {
    tags.put(key, value);
  }

  void times(long timestampMicros, long durationMicros) {
    this.timestampMicros = timestampMicros;
    this.durationMicros = durationMicros;
  }

  /** Copies it into a span without content. */
  void copyTo(ZipkinSpan span, V1Span whole, SpanBatchBuilder builder) {
    span.traceIdHigh = whole.traceIdHigh;
    span.traceIdLow = whole.traceIdLow;
    span.spanId = whole.spanId;
    span.parentSpanId = whole.parentSpanId;
    span.name(whole.name, builder);
    span.debug = whole.debug;
    span.kind = kind;
    span.shared = shared;
    span.timestampMicros = Math.max(0, timestampMicros);
    span.durationMicros = Math.max(0, durationMicros);
    span.localEndpoint = endpoint == null ? ZipkinEndpoint.NONE : endpoint;
    span.remoteEndpoint = remoteEndpoint;
    annotations.forEach(event -> span.addAnnotation(event.micros, builder.intern(event.value)));
    tags.forEach((key, value) -> span.putTag(builder.intern(key), builder.intern(value)));
  }
}
