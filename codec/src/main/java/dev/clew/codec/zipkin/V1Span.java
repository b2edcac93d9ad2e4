// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span of Zipkin's v1 model: what happened to one call, told by everybody who took part. */
final class V1Span {

  /** An event. */
  record Annotation(long micros, String value, @Nullable ZipkinEndpoint endpoint) {}

  /**
   * A tag, or the address of a peer.
   *
   * @param value of the tag; null for an address, whose endpoint is then there
   */
  record BinaryAnnotation(String key, @Nullable String value, @Nullable ZipkinEndpoint endpoint) {}

  long traceIdHigh;
  long traceIdLow;
  long spanId;
  long parentSpanId;
  String name = "";
  long timestampMicros; // 0: absent
  long durationMicros; // 0: absent
  boolean debug;
  final List<Annotation> annotations = new ArrayList<>();
  final List<BinaryAnnotation> binaryAnnotations = new ArrayList<>();

  /** Adds a binary annotation whose value is a truth value, which only addresses have. */
  void addAddress(String key, @Nullable ZipkinEndpoint endpoint) {
    if (endpoint != null && (key.equals("sa") || key.equals("ca") || key.equals("ma"))) {
      binaryAnnotations.add(new BinaryAnnotation(key, null, endpoint));
    }
  }
}
