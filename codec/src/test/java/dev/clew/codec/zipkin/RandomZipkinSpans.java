// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import zipkin2.Endpoint;
import zipkin2.Span;

/** Spans as Zipkin's clients might send them, in all combinations of what may be missing. */
final class RandomZipkinSpans {

  static final long BASE_MICROS = 1_767_225_600_000_000L;

  private static final List<String> KEYS =
      List.of(
          "http.method",
          "error",
          "peer.service",
          "network.peer.address",
          "network.peer.port",
          "span.kind",
          "w3c.tracestate",
          "otel.scope.name",
          "otel.scope.version",
          "otel.status_code",
          "otel.status_description",
          "zipkin.shared",
          "zipkin.remote_endpoint.ipv6",
          "käse",
          "");

  private static final List<String> VALUES =
      List.of("", "true", "false", "internal", "GET", "OK", "ERROR", "a=b|c", "10.0.0.1", "日本\t\"");

  private static final List<String> NAMES =
      List.of("frontend", "Backend", "db", "ünï", "get /api", "a\\b");

  private final RandomGenerator random;

  RandomZipkinSpans(RandomGenerator random) {
    this.random = random;
  }

  List<Span> list() {
    List<Span> spans = new ArrayList<>();
    for (int left = random.nextInt(1, 8); left > 0; left--) {
      spans.add(span());
    }
    return spans;
  }

  Span span() {
    Span.Builder span =
        Span.newBuilder()
            .traceId(random.nextBoolean() ? 0 : random.nextLong(), random.nextLong(1, 1L << 40))
            .id(random.nextLong(1, 1L << 50));
    if (random.nextBoolean()) {
      span.parentId(random.nextLong());
    }
    if (random.nextInt(4) > 0) {
      span.kind(Span.Kind.values()[random.nextInt(4)]);
    }
    if (random.nextInt(4) > 0) {
      span.name(pick(NAMES));
    }
    if (random.nextInt(4) > 0) {
      span.timestamp(BASE_MICROS + random.nextInt(1_000_000));
    }
    if (random.nextInt(4) > 0) {
      span.duration(random.nextLong(1, 1_000_000));
    }
    span.localEndpoint(endpoint()).remoteEndpoint(endpoint());
    for (int left = random.nextInt(4); left > 0; left--) {
      span.addAnnotation(BASE_MICROS + random.nextInt(1_000_000), pick(VALUES));
    }
    for (int left = random.nextInt(6); left > 0; left--) {
      span.putTag(pick(KEYS), pick(VALUES));
    }
    if (random.nextInt(4) == 0) {
      span.debug(true);
    }
    if (random.nextInt(4) == 0) {
      span.shared(true);
    }
    return span.build();
  }

  private @Nullable Endpoint endpoint() {
    if (random.nextInt(4) == 0) {
      return null;
    }
    Endpoint.Builder endpoint = Endpoint.newBuilder();
    if (random.nextBoolean()) {
      endpoint.serviceName(pick(NAMES));
    }
    if (random.nextBoolean()) {
      endpoint.parseIp("10.1.2." + random.nextInt(256));
    }
    if (random.nextBoolean()) {
      endpoint.parseIp("2001:db8:0:0:1::" + Integer.toHexString(random.nextInt(65_536)));
    }
    if (random.nextBoolean()) {
      endpoint.port(random.nextInt(65_536));
    }
    return endpoint.build();
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
