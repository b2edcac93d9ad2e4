// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.DecodeLimits;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import java.util.Arrays;
import java.util.Locale;

/**
 * One span in Zipkin's v2 model between its reader and the batch, used again for the next. Texts
 * are references into the builder that the span will be added to.
 */
final class ZipkinSpan {

  private final DecodeLimits limits;

  long traceIdHigh;
  long traceIdLow;
  long spanId;
  long parentSpanId; // 0: none
  SpanKind kind = SpanKind.UNSPECIFIED;
  int nameRef; // in lower case
  int nameHash; // of the name as a String
  long timestampMicros; // 0: absent
  long durationMicros; // 0: absent
  ZipkinEndpoint localEndpoint = ZipkinEndpoint.NONE;
  ZipkinEndpoint remoteEndpoint = ZipkinEndpoint.NONE;
  boolean debug;
  boolean shared;

  int annotationCount;
  long[] annotationMicros = new long[8];
  int[] annotationRefs = new int[8];

  int tagCount;
  int[] tagKeyRefs = new int[16];
  int[] tagValueRefs = new int[16];

  // Which tag of which span has a key: clearing all of it for each span would cost too much.
  private int[] tagByKey = new int[256];
  private int[] spanByKey = new int[256];
  private int spanNumber;

  ZipkinSpan(DecodeLimits limits) {
    this.limits = limits;
  }

  /** Makes it a span that nothing is known of. */
  void clear() {
    traceIdHigh = 0;
    traceIdLow = 0;
    spanId = 0;
    parentSpanId = 0;
    kind = SpanKind.UNSPECIFIED;
    nameRef = 0;
    nameHash = 0;
    timestampMicros = 0;
    durationMicros = 0;
    localEndpoint = ZipkinEndpoint.NONE;
    remoteEndpoint = ZipkinEndpoint.NONE;
    debug = false;
    shared = false;
    annotationCount = 0;
    tagCount = 0;
    spanNumber++;
  }

  /** Gives it a name, in any case. */
  void name(String name, SpanBatchBuilder builder) {
    String lower = name.toLowerCase(Locale.ROOT);
    nameRef = builder.intern(lower);
    nameHash = lower.hashCode();
  }

  void addAnnotation(long micros, int valueRef) {
    if (annotationCount == limits.eventsPerSpanMax()) {
      throw new IllegalArgumentException("annotations: more than " + annotationCount);
    }
    if (annotationCount == annotationRefs.length) {
      annotationMicros = Arrays.copyOf(annotationMicros, 2 * annotationCount);
      annotationRefs = Arrays.copyOf(annotationRefs, 2 * annotationCount);
    }
    annotationMicros[annotationCount] = micros;
    annotationRefs[annotationCount++] = valueRef;
  }

  /** Sets a tag; of several with one key the last counts. */
  void putTag(int keyRef, int valueRef) {
    int known = tag(keyRef);
    if (known >= 0) {
      tagValueRefs[known] = valueRef;
      return;
    }
    if (tagCount == limits.attributesPerOwnerMax()) {
      throw new IllegalArgumentException("tags: more than " + tagCount);
    }
    if (tagCount == tagKeyRefs.length) {
      tagKeyRefs = Arrays.copyOf(tagKeyRefs, 2 * tagCount);
      tagValueRefs = Arrays.copyOf(tagValueRefs, 2 * tagCount);
    }
    if (keyRef >= tagByKey.length) {
      int capacity = Math.max(keyRef + 1, 2 * tagByKey.length);
      tagByKey = Arrays.copyOf(tagByKey, capacity);
      spanByKey = Arrays.copyOf(spanByKey, capacity);
    }
    spanByKey[keyRef] = spanNumber;
    tagByKey[keyRef] = tagCount;
    tagKeyRefs[tagCount] = keyRef;
    tagValueRefs[tagCount++] = valueRef;
  }

  /** The tag with this key, or -1. */
  int tag(int keyRef) {
    boolean known = keyRef < spanByKey.length && spanByKey[keyRef] == spanNumber;
    return known ? tagByKey[keyRef] : -1;
  }
}
