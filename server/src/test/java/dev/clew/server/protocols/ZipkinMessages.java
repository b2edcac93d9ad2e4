// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import java.util.List;
import zipkin2.Endpoint;
import zipkin2.Span;

/** {@link SentTrace} in Zipkin's model, by its own classes. */
final class ZipkinMessages {

  private ZipkinMessages() {}

  static List<Span> trace(long traceIdLow) {
    Endpoint local = Endpoint.newBuilder().serviceName(SentTrace.SERVICE).build();
    Span.Builder span =
        Span.newBuilder()
            .traceId(SentTrace.TRACE_ID_HIGH, traceIdLow)
            .id(SentTrace.PARENT_ID)
            .name("request")
            .kind(Span.Kind.SERVER)
            .localEndpoint(local)
            .timestamp(SentTrace.SECOND_MICROS)
            .duration(SentTrace.PARENT_MICROS);
    Span parent = span.build();
    Span child =
        span.id(SentTrace.CHILD_ID)
            .parentId(SentTrace.PARENT_ID)
            .name(SentTrace.NAME)
            .kind(Span.Kind.CLIENT)
            .timestamp(SentTrace.SECOND_MICROS + SentTrace.START_MICROS)
            .duration(SentTrace.DURATION_MICROS)
            .remoteEndpoint(Endpoint.newBuilder().serviceName(SentTrace.PEER).build())
            .addAnnotation(SentTrace.SECOND_MICROS + SentTrace.EVENT_MICROS, SentTrace.EVENT)
            .putTag(SentTrace.TEXT_KEY, SentTrace.TEXT)
            .putTag(SentTrace.NUMBER_KEY, Long.toString(SentTrace.NUMBER))
            .putTag("error", SentTrace.ERROR)
            .putTag("otel.scope.name", SentTrace.SCOPE)
            .build();
    return List.of(parent, child);
  }
}
