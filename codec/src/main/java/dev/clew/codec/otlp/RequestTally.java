// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import java.util.EnumMap;
import java.util.Map;

/** What a reader counts while it reads one request: items against the limit, spans left out. */
final class RequestTally {

  private final OtlpLimits limits;
  private final EnumMap<SpanRejection, Integer> rejections = new EnumMap<>(SpanRejection.class);
  private int itemsLeft;
  private int rejectedCount;
  private String firstMessage = "";

  RequestTally(OtlpLimits limits) {
    this.limits = limits;
  }

  OtlpLimits limits() {
    return limits;
  }

  /** Begins another request. */
  void clear() {
    rejections.clear();
    itemsLeft = limits.itemsPerRequestMax();
    rejectedCount = 0;
    firstMessage = "";
  }

  /** Counts an attribute, event or link; false if the request has too many of them. */
  boolean countItem() {
    return --itemsLeft >= 0;
  }

  /** Whether the next rejection is the first, the one whose message is kept. */
  boolean wantsMessage() {
    return rejectedCount == 0;
  }

  /** Counts spans that are left out; the message matters only if {@link #wantsMessage()}. */
  void reject(SpanRejection reason, int spanCount, String message) {
    if (spanCount > 0) {
      firstMessage = wantsMessage() ? message : firstMessage;
      rejectedCount += spanCount;
      rejections.merge(reason, spanCount, Integer::sum);
    }
  }

  /** The limit that a reason is about; 0 for the reasons that are not about one. */
  int limitOf(SpanRejection reason) {
    return switch (reason) {
      case INVALID_TRACE_ID,
          INVALID_SPAN_ID,
          INVALID_PARENT_SPAN_ID,
          INVALID_LINK_TRACE_ID,
          INVALID_LINK_SPAN_ID ->
          0;
      case TOO_MANY_SPANS -> limits.spansPerRequestMax();
      case TOO_MANY_ATTRIBUTES -> limits.attributesPerOwnerMax();
      case TOO_MANY_EVENTS -> limits.eventsPerSpanMax();
      case TOO_MANY_LINKS -> limits.linksPerSpanMax();
      case TOO_MANY_ITEMS -> limits.itemsPerRequestMax();
      case NESTED_TOO_DEEP -> limits.nestingDepthMax();
    };
  }

  DecodeReport report(int acceptedCount) {
    return new DecodeReport(
        acceptedCount, rejectedCount, rejectedCount == 0 ? Map.of() : rejections, firstMessage);
  }
}
