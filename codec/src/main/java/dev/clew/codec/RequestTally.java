// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What a reader counts while it reads one request: items against the limit, spans left out. */
public final class RequestTally {

  /**
   * The shortest attribute worth sending has a key of one byte and a truth value, and takes nine
   * bytes; events and links take more. A request of many shorter items is made to waste memory.
   */
  private static final int BYTES_PER_ITEM_MIN = 8;

  private static final int ITEMS_FREE = 1024;

  private final DecodeLimits limits;
  private final int[] rejections = new int[SpanRejection.values().length];
  private int itemsMax;
  private int itemsLeft;
  private int rejectedCount;
  private String firstMessage = "";

  /** A tally against these limits. */
  public RequestTally(DecodeLimits limits) {
    this.limits = limits;
  }

  /** What it counts against. */
  public DecodeLimits limits() {
    return limits;
  }

  /** Begins another request, of this many bytes. */
  public void begin(int requestBytes) {
    Arrays.fill(rejections, 0);
    itemsMax =
        Math.min(limits.itemsPerRequestMax(), ITEMS_FREE + requestBytes / BYTES_PER_ITEM_MIN);
    itemsLeft = itemsMax;
    rejectedCount = 0;
    firstMessage = "";
  }

  /** Counts an attribute, event or link; false if the request has too many of them. */
  public boolean countItem() {
    return --itemsLeft >= 0;
  }

  /** Whether the next rejection is the first, the one whose message is kept. */
  public boolean wantsMessage() {
    return rejectedCount == 0;
  }

  /** Counts spans that are left out; the message matters only if {@link #wantsMessage()}. */
  public void reject(SpanRejection reason, int spanCount, String message) {
    if (spanCount > 0) {
      firstMessage = wantsMessage() ? message : firstMessage;
      rejectedCount += spanCount;
      rejections[reason.ordinal()] += spanCount;
    }
  }

  /** The limit that a reason is about; 0 for the reasons that are not about one. */
  public int limitOf(SpanRejection reason) {
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
      case TOO_MANY_ITEMS -> itemsMax;
      case NESTED_TOO_DEEP -> limits.nestingDepthMax();
    };
  }

  /** What was counted since {@link #begin}. */
  public DecodeReport report(int acceptedCount) {
    Map<SpanRejection, Integer> byReason = new EnumMap<>(SpanRejection.class);
    for (SpanRejection reason : SpanRejection.values()) {
      if (rejections[reason.ordinal()] > 0) {
        byReason.put(reason, rejections[reason.ordinal()]);
      }
    }
    return new DecodeReport(acceptedCount, rejectedCount, byReason, firstMessage);
  }
}
