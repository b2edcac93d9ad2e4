// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import org.jspecify.annotations.Nullable;

/** Reads {@code Span} messages as rows of the open scope of a builder. */
final class SpanReader {

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final ProtoInput in;
  private final RequestTally tally;
  private final AttributeReader attributes;
  private SpanBatchBuilder target = new SpanBatchBuilder();

  // The span that is being read
  private int traceIdLength;
  private long traceIdBits; // high | low
  private int spanIdLength;
  private long spanId;
  private int parentSpanIdLength;
  private int attributeCount;
  private int eventCount;
  private int linkCount;
  private int linkTraceIdLength; // of the last link
  private int linkSpanIdLength;
  private @Nullable SpanRejection rejection;

  SpanReader(ProtoInput in, RequestTally tally, AttributeReader attributes) {
    this.in = in;
    this.tally = tally;
    this.attributes = attributes;
  }

  /** Adds to this builder from now on. */
  void target(SpanBatchBuilder target) {
    this.target = target;
  }

  /** Adds the {@code Span} in {@code [at, limit)}, or leaves it out and counts it. */
  void read(int at, int limit) {
    traceIdLength = 0;
    traceIdBits = 0;
    spanIdLength = 0;
    spanId = 0;
    parentSpanIdLength = 0;
    attributeCount = 0;
    eventCount = 0;
    linkCount = 0;
    rejection = null;
    target.beginSpan();
    fields(at, limit);
    if (rejection == null) {
      rejection = invalidId();
    }
    if (rejection == null) {
      target.endSpan();
    } else {
      target.discardSpan();
      tally.reject(rejection, 1, tally.wantsMessage() ? rejection.message(culprit(rejection)) : "");
    }
  }

  private void fields(int at, int limit) {
    while (at < limit && rejection == null) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.SPAN_TRACE_ID -> at = traceId(at, limit);
        case OtlpTags.SPAN_SPAN_ID -> at = spanId(at, limit);
        case OtlpTags.SPAN_PARENT_SPAN_ID -> at = parentSpanId(at, limit);
        case OtlpTags.SPAN_NAME -> {
          target.nameRef(text(at, limit));
          at = in.end();
        }
        case OtlpTags.SPAN_KIND -> {
          target.kindNumber((int) in.varint(at, limit));
          at = in.next();
        }
        case OtlpTags.SPAN_START_TIME -> {
          target.startNanos(in.fixed64(at, limit));
          at += Long.BYTES;
        }
        case OtlpTags.SPAN_END_TIME -> {
          target.endNanos(in.fixed64(at, limit));
          at += Long.BYTES;
        }
        case OtlpTags.SPAN_ATTRIBUTES -> {
          int begin = in.open(at, limit);
          at = in.end();
          rejection = attributes.read(AttributeScope.SPAN, begin, at, ++attributeCount);
        }
        case OtlpTags.SPAN_EVENTS -> {
          int begin = in.open(at, limit);
          at = in.end();
          event(begin, at);
        }
        case OtlpTags.SPAN_LINKS -> {
          int begin = in.open(at, limit);
          at = in.end();
          link(begin, at);
        }
        case OtlpTags.SPAN_STATUS -> {
          int begin = in.open(at, limit);
          at = in.end();
          status(begin, at);
        }
        case OtlpTags.SPAN_FLAGS -> {
          target.flags(in.fixed32(at, limit));
          at += Integer.BYTES;
        }
        default -> at = rareField(tag, at, limit);
      }
    }
  }

  private int rareField(int tag, int at, int limit) {
    switch (tag) {
      case OtlpTags.SPAN_TRACE_STATE -> {
        target.traceStateRef(text(at, limit));
        return in.end();
      }
      case OtlpTags.SPAN_DROPPED_ATTRIBUTES ->
          target.droppedAttributesCount((int) in.varint(at, limit));
      case OtlpTags.SPAN_DROPPED_EVENTS -> target.droppedEventsCount((int) in.varint(at, limit));
      case OtlpTags.SPAN_DROPPED_LINKS -> target.droppedLinksCount((int) in.varint(at, limit));
      default -> {
        return in.skip(tag, at, limit);
      }
    }
    return in.next();
  }

  private int traceId(int at, int limit) {
    int begin = in.open(at, limit);
    traceIdLength = in.end() - begin;
    if (traceIdLength == TRACE_ID_BYTES) {
      long high = in.id(begin);
      long low = in.id(begin + Long.BYTES);
      traceIdBits = high | low;
      target.traceId(high, low);
    }
    return in.end();
  }

  private int spanId(int at, int limit) {
    int begin = in.open(at, limit);
    spanIdLength = in.end() - begin;
    if (spanIdLength == SPAN_ID_BYTES) {
      spanId = in.id(begin);
      target.spanId(spanId);
    }
    return in.end();
  }

  private int parentSpanId(int at, int limit) {
    int begin = in.open(at, limit);
    parentSpanIdLength = in.end() - begin;
    target.parentSpanId(parentSpanIdLength == SPAN_ID_BYTES ? in.id(begin) : 0);
    return in.end();
  }

  private void status(int at, int limit) {
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.STATUS_CODE -> {
          target.statusNumber((int) in.varint(at, limit));
          at = in.next();
        }
        case OtlpTags.STATUS_MESSAGE -> {
          target.statusMessageRef(text(at, limit));
          at = in.end();
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
  }

  private void event(int at, int limit) {
    rejection =
        child(++eventCount, tally.limits().eventsPerSpanMax(), SpanRejection.TOO_MANY_EVENTS);
    target.beginEvent();
    int count = 0;
    while (at < limit && rejection == null) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.EVENT_TIME -> {
          target.eventTimeNanos(in.fixed64(at, limit));
          at += Long.BYTES;
        }
        case OtlpTags.EVENT_NAME -> {
          target.eventNameRef(text(at, limit));
          at = in.end();
        }
        case OtlpTags.EVENT_ATTRIBUTES -> {
          int begin = in.open(at, limit);
          at = in.end();
          rejection = attributes.read(AttributeScope.EVENT, begin, at, ++count);
        }
        case OtlpTags.EVENT_DROPPED_ATTRIBUTES -> {
          target.eventDroppedAttributesCount((int) in.varint(at, limit));
          at = in.next();
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
    target.endEvent();
  }

  private void link(int at, int limit) {
    rejection = child(++linkCount, tally.limits().linksPerSpanMax(), SpanRejection.TOO_MANY_LINKS);
    target.beginLink();
    linkTraceIdLength = 0;
    linkSpanIdLength = 0;
    int count = 0;
    while (at < limit && rejection == null) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.LINK_TRACE_ID -> at = linkTraceId(at, limit);
        case OtlpTags.LINK_SPAN_ID -> at = linkSpanId(at, limit);
        case OtlpTags.LINK_TRACE_STATE -> {
          target.linkTraceStateRef(text(at, limit));
          at = in.end();
        }
        case OtlpTags.LINK_ATTRIBUTES -> {
          int begin = in.open(at, limit);
          at = in.end();
          rejection = attributes.read(AttributeScope.LINK, begin, at, ++count);
        }
        case OtlpTags.LINK_DROPPED_ATTRIBUTES -> {
          target.linkDroppedAttributesCount((int) in.varint(at, limit));
          at = in.next();
        }
        case OtlpTags.LINK_FLAGS -> {
          target.linkFlags(in.fixed32(at, limit));
          at += Integer.BYTES;
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
    if (rejection == null) {
      rejection = invalidLinkId();
    }
    target.endLink();
  }

  private int linkTraceId(int at, int limit) {
    int begin = in.open(at, limit);
    linkTraceIdLength = in.end() - begin;
    if (linkTraceIdLength == TRACE_ID_BYTES) {
      target.linkTraceId(in.id(begin), in.id(begin + Long.BYTES));
    } else {
      target.linkTraceId(0, 0);
    }
    return in.end();
  }

  private int linkSpanId(int at, int limit) {
    int begin = in.open(at, limit);
    linkSpanIdLength = in.end() - begin;
    target.linkSpanId(linkSpanIdLength == SPAN_ID_BYTES ? in.id(begin) : 0);
    return in.end();
  }

  private @Nullable SpanRejection child(int ordinal, int max, SpanRejection tooMany) {
    if (ordinal > max) {
      return tooMany;
    }
    return tally.countItem() ? null : SpanRejection.TOO_MANY_ITEMS;
  }

  private int text(int at, int limit) {
    int begin = in.open(at, limit);
    return target.intern(in.bytes(), begin, in.end() - begin);
  }

  private @Nullable SpanRejection invalidId() {
    if (traceIdLength != TRACE_ID_BYTES || traceIdBits == 0) {
      return SpanRejection.INVALID_TRACE_ID;
    }
    if (spanIdLength != SPAN_ID_BYTES || spanId == 0) {
      return SpanRejection.INVALID_SPAN_ID;
    }
    return parentSpanIdLength == SPAN_ID_BYTES || parentSpanIdLength == 0
        ? null
        : SpanRejection.INVALID_PARENT_SPAN_ID;
  }

  /** A link without ids is odd but allowed: its trace state and attributes may say enough. */
  private @Nullable SpanRejection invalidLinkId() {
    if (linkTraceIdLength != TRACE_ID_BYTES && linkTraceIdLength != 0) {
      return SpanRejection.INVALID_LINK_TRACE_ID;
    }
    return linkSpanIdLength == SPAN_ID_BYTES || linkSpanIdLength == 0
        ? null
        : SpanRejection.INVALID_LINK_SPAN_ID;
  }

  /** The number that belongs into the message of a rejection. */
  private int culprit(SpanRejection reason) {
    return switch (reason) {
      case INVALID_TRACE_ID -> traceIdLength;
      case INVALID_SPAN_ID -> spanIdLength;
      case INVALID_PARENT_SPAN_ID -> parentSpanIdLength;
      case INVALID_LINK_TRACE_ID -> linkTraceIdLength;
      case INVALID_LINK_SPAN_ID -> linkSpanIdLength;
      case TOO_MANY_SPANS,
          TOO_MANY_ATTRIBUTES,
          TOO_MANY_EVENTS,
          TOO_MANY_LINKS,
          TOO_MANY_ITEMS,
          NESTED_TOO_DEEP ->
          tally.limitOf(reason);
    };
  }
}
