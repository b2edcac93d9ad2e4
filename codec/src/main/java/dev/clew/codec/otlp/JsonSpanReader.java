// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code spans} objects as rows of the open scope of a builder. */
final class JsonSpanReader {

  private static final List<String> KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");
  private static final List<String> STATUS_CODES =
      List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");

  private final JsonInput in;
  private final RequestTally tally;
  private final SpanBatchBuilder target;
  private final JsonAttributeReader attributes;

  // The span that is being read
  private final HexId traceId = new HexId(HexId.TRACE_ID_DIGITS);
  private final HexId spanId = new HexId(HexId.SPAN_ID_DIGITS);
  private final HexId parentSpanId = new HexId(HexId.SPAN_ID_DIGITS);
  private final HexId linkTraceId = new HexId(HexId.TRACE_ID_DIGITS);
  private final HexId linkSpanId = new HexId(HexId.SPAN_ID_DIGITS);
  private @Nullable SpanRejection rejection;

  JsonSpanReader(
      JsonInput in, RequestTally tally, SpanBatchBuilder target, JsonAttributeReader attributes) {
    this.in = in;
    this.tally = tally;
    this.target = target;
    this.attributes = attributes;
  }

  /** Adds the span at which the input stands, or leaves it out and counts it. */
  void read() {
    traceId.read("");
    spanId.read("");
    parentSpanId.read("");
    rejection = null;
    target.beginSpan();
    in.beginObject();
    while (in.nextProperty()) {
      if (rejection == null) {
        property();
      } else {
        in.skip();
      }
    }
    if (rejection == null) {
      rejection = invalidId();
    }
    if (rejection != null) {
      target.discardSpan();
      tally.reject(rejection, 1, tally.wantsMessage() ? message(rejection) : "");
      return;
    }
    target.traceId(traceId.high(), traceId.low());
    target.spanId(spanId.low());
    target.parentSpanId(parentSpanId.low());
    target.endSpan();
  }

  private void property() {
    switch (in.name()) {
      case "traceId" -> traceId.read(in.text());
      case "spanId" -> spanId.read(in.text());
      case "parentSpanId" -> parentSpanId.read(in.text());
      case "traceState" -> target.traceStateRef(in.textRef(target));
      case "flags" -> target.flags(in.uint32());
      case "name" -> target.nameRef(in.textRef(target));
      case "kind" -> target.kindNumber(in.enumeration(KINDS));
      case "startTimeUnixNano" -> target.startNanos(in.uint64());
      case "endTimeUnixNano" -> target.endNanos(in.uint64());
      case "attributes" -> rejection = attributes.read(AttributeScope.SPAN);
      case "droppedAttributesCount" -> target.droppedAttributesCount(in.uint32());
      case "events" -> events();
      case "droppedEventsCount" -> target.droppedEventsCount(in.uint32());
      case "links" -> links();
      case "droppedLinksCount" -> target.droppedLinksCount(in.uint32());
      case "status" -> status();
      default -> in.skip();
    }
  }

  private void status() {
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "code" -> target.statusNumber(in.enumeration(STATUS_CODES));
        case "message" -> target.statusMessageRef(in.textRef(target));
        default -> in.skip();
      }
    }
  }

  private void events() {
    int count = 0;
    in.beginArray();
    while (in.nextElement()) {
      if (mayAdd(++count, tally.limits().eventsPerSpanMax(), SpanRejection.TOO_MANY_EVENTS)) {
        event();
      } else {
        in.skip();
      }
    }
  }

  private void event() {
    target.beginEvent();
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "timeUnixNano" -> target.eventTimeNanos(in.uint64());
        case "name" -> target.eventNameRef(in.textRef(target));
        case "attributes" -> rejection = attributes.read(AttributeScope.EVENT);
        case "droppedAttributesCount" -> target.eventDroppedAttributesCount(in.uint32());
        default -> in.skip();
      }
    }
    target.endEvent();
  }

  private void links() {
    int count = 0;
    in.beginArray();
    while (in.nextElement()) {
      if (mayAdd(++count, tally.limits().linksPerSpanMax(), SpanRejection.TOO_MANY_LINKS)) {
        link();
      } else {
        in.skip();
      }
    }
  }

  private void link() {
    linkTraceId.read("");
    linkSpanId.read("");
    target.beginLink();
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "traceId" -> linkTraceId.read(in.text());
        case "spanId" -> linkSpanId.read(in.text());
        case "traceState" -> target.linkTraceStateRef(in.textRef(target));
        case "flags" -> target.linkFlags(in.uint32());
        case "attributes" -> rejection = attributes.read(AttributeScope.LINK);
        case "droppedAttributesCount" -> target.linkDroppedAttributesCount(in.uint32());
        default -> in.skip();
      }
    }
    if (rejection == null && linkTraceId.isPresent() && !linkTraceId.isWellFormed()) {
      rejection = SpanRejection.INVALID_LINK_TRACE_ID;
    } else if (rejection == null && linkSpanId.isPresent() && !linkSpanId.isWellFormed()) {
      rejection = SpanRejection.INVALID_LINK_SPAN_ID;
    }
    target.linkTraceId(linkTraceId.high(), linkTraceId.low());
    target.linkSpanId(linkSpanId.low());
    target.endLink();
  }

  private boolean mayAdd(int ordinal, int max, SpanRejection tooMany) {
    if (rejection == null && ordinal > max) {
      rejection = tooMany;
    }
    if (rejection == null && !tally.countItem()) {
      rejection = SpanRejection.TOO_MANY_ITEMS;
    }
    return rejection == null;
  }

  private @Nullable SpanRejection invalidId() {
    if (!traceId.isValid()) {
      return SpanRejection.INVALID_TRACE_ID;
    }
    if (!spanId.isValid()) {
      return SpanRejection.INVALID_SPAN_ID;
    }
    return parentSpanId.isPresent() && !parentSpanId.isWellFormed()
        ? SpanRejection.INVALID_PARENT_SPAN_ID
        : null;
  }

  private String message(SpanRejection reason) {
    return switch (reason) {
      case INVALID_TRACE_ID -> traceId.complaint("trace id");
      case INVALID_SPAN_ID -> spanId.complaint("span id");
      case INVALID_PARENT_SPAN_ID -> parentSpanId.complaint("parent span id");
      case INVALID_LINK_TRACE_ID -> linkTraceId.complaint("trace id of a link");
      case INVALID_LINK_SPAN_ID -> linkSpanId.complaint("span id of a link");
      case TOO_MANY_SPANS,
          TOO_MANY_ATTRIBUTES,
          TOO_MANY_EVENTS,
          TOO_MANY_LINKS,
          TOO_MANY_ITEMS,
          NESTED_TOO_DEEP ->
          reason.message(tally.limitOf(reason));
    };
  }
}
