// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.Utf8Check;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans of Jaeger's model as rows of a builder, whichever format they are read from.
 *
 * <p>Tags become attributes, as they are. Those that say what OTLP has a field for set that field,
 * too: kind, status, trace state, instrumentation scope. A log becomes an event, its field {@code
 * event} the name. What Jaeger's collector puts right before it stores a span is put right here:
 * see {@link #name}, {@link #times} and {@link TagRows}.
 *
 * <p>Once a span is rejected the rest of it is ignored, so a reader need not look.
 */
final class SpanTranslation {

  private static final String EMPTY_NAME = "empty-span-name";
  private static final String INVALID_NAME = "invalid-span-name";
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.UTF_8);
  private static final int TRACE_ID_BYTES = 16;

  private final RequestTally tally;
  private final TagRows tags;
  private final SpanStatus status = new SpanStatus();
  private final References references = new References();
  private final ScopeRows scopes = new ScopeRows();
  private SpanBatchBuilder target = new SpanBatchBuilder();
  private byte[] bytes = {};

  // The span that is open
  private long traceIdHigh;
  private long traceIdLow;
  private long spanId;
  private int traceIdLength;
  private int spanIdLength;
  private long parentSpanId;
  private boolean hasName;
  private long startNanos;
  private long durationNanos;
  private int tagCount;
  private int logCount;
  private int logFieldCount;
  private int referenceCount;
  private int eventNameRef;
  private boolean hasEventField;
  private int scopeNameRef;
  private int scopeVersionRef;
  private @Nullable List<AttributeValue> warnings;
  private @Nullable SpanRejection rejection;

  SpanTranslation(RequestTally tally, TagRows tags) {
    this.tally = tally;
    this.tags = tags;
  }

  /** Reads this payload into this builder from now on. */
  void open(byte[] source, SpanBatchBuilder target) {
    this.bytes = source;
    this.target = target;
    tags.open(source, target);
    scopes.open(target);
  }

  /** Begins a span, whose resource is told at its end. */
  void begin() {
    target.beginSpan(0);
    traceIdHigh = 0;
    traceIdLow = 0;
    spanId = 0;
    traceIdLength = TRACE_ID_BYTES;
    spanIdLength = Long.BYTES;
    parentSpanId = 0;
    hasName = false;
    startNanos = 0;
    durationNanos = 0;
    tagCount = 0;
    logCount = 0;
    referenceCount = 0;
    scopeNameRef = BytesTable.EMPTY;
    scopeVersionRef = BytesTable.EMPTY;
    warnings = null;
    rejection = null;
    status.clear();
    references.clear();
  }

  void traceIdHigh(long high) {
    traceIdHigh = high;
  }

  void traceIdLow(long low) {
    traceIdLow = low;
  }

  void spanId(long id) {
    spanId = id;
  }

  /** How many bytes the ids were sent with, in formats that leave that open. */
  void idLengths(int traceIdLength, int spanIdLength) {
    this.traceIdLength = traceIdLength;
    this.spanIdLength = spanIdLength;
  }

  /** The parent that a span names apart from its references; 0 for none. */
  void parentSpanId(long id) {
    parentSpanId = id;
  }

  void flags(int flags) {
    target.flags(flags);
  }

  /** Sets the name: {@code empty-span-name} if it is empty; one that is not UTF-8 becomes a tag. */
  void name(int begin, int end) {
    hasName = begin != end;
    if (!hasName) {
      return;
    }
    if (Utf8Check.isValid(bytes, begin, end)) {
      target.nameRef(target.intern(bytes, begin, end - begin));
    } else {
      int invalid = target.intern(INVALID_NAME);
      target.nameRef(invalid);
      target.attribute(
          AttributeScope.SPAN, invalid, ValueType.BYTES, target.intern(bytes, begin, end - begin));
    }
  }

  void startNanos(long nanos) {
    startNanos = nanos;
  }

  void durationNanos(long nanos) {
    durationNanos = nanos;
  }

  void warning(int begin, int end) {
    int max = tally.limits().attributesPerOwnerMax();
    if (count(++tagCount, max, SpanRejection.TOO_MANY_ATTRIBUTES)) {
      warn(new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
    }
  }

  void tag(Tag tag) {
    rejection = rejection != null ? rejection : tags.count(++tagCount);
    if (rejection != null) {
      return;
    }
    tags.add(AttributeScope.SPAN, tag);
    TagKey key = TagKey.of(bytes, tag.keyBegin, tag.keyEnd);
    switch (key) {
      case OTHER -> {}
      case ERROR -> status.error(tag, bytes);
      case SPAN_KIND -> status.kind(tag, bytes);
      case STATUS_CODE -> status.otelCode(tag, bytes);
      case HTTP_STATUS_CODE -> status.httpCode(tag, bytes);
      case STATUS_DESCRIPTION -> status.description(textRef(tag));
      case HTTP_STATUS_MESSAGE -> status.httpMessage(textRef(tag));
      case TRACE_STATE -> target.traceStateRef(textRef(tag));
      case SCOPE_NAME, LIBRARY_NAME -> scopeNameRef = textRef(tag);
      case SCOPE_VERSION, LIBRARY_VERSION -> scopeVersionRef = textRef(tag);
    }
  }

  void beginLog() {
    var _ = count(++logCount, tally.limits().eventsPerSpanMax(), SpanRejection.TOO_MANY_EVENTS);
    target.beginEvent();
    logFieldCount = 0;
    eventNameRef = BytesTable.EMPTY;
    hasEventField = false;
  }

  void logNanos(long nanos) {
    target.eventTimeNanos(nanos);
  }

  void logField(Tag tag) {
    rejection = rejection != null ? rejection : tags.count(++logFieldCount);
    if (rejection == null && !isEventName(tag)) {
      tags.add(AttributeScope.EVENT, tag);
    }
  }

  void endLog() {
    target.endEvent();
  }

  /** A reference; its type is one of {@link References}. */
  void reference(int type, long traceIdHigh, long traceIdLow, long spanId) {
    if (count(++referenceCount, tally.limits().linksPerSpanMax(), SpanRejection.TOO_MANY_LINKS)) {
      references.add(type, traceIdHigh, traceIdLow, spanId);
    }
  }

  private void reject(SpanRejection reason) {
    rejection = rejection != null ? rejection : reason;
  }

  /** Ends the span, or takes it back and returns why. */
  @Nullable SpanRejection end() {
    if ((traceIdHigh | traceIdLow) == 0) {
      reject(SpanRejection.INVALID_TRACE_ID);
    }
    if (spanId == 0) {
      reject(SpanRejection.INVALID_SPAN_ID);
    }
    if (rejection != null) {
      target.discardSpan();
      tally.reject(rejection, 1, tally.wantsMessage() ? message(rejection) : "");
      return rejection;
    }
    target.traceId(traceIdHigh, traceIdLow);
    target.spanId(spanId);
    if (!hasName) {
      target.nameRef(target.intern(EMPTY_NAME));
    }
    times();
    references.writeTo(target, traceIdHigh, traceIdLow, parentSpanId);
    target.kindNumber(status.kind().ordinal());
    target.statusNumber(status.code().ordinal());
    target.statusMessageRef(status.messageRef());
    if (warnings != null) {
      target.attribute(AttributeScope.SPAN, JaegerOrigin.WARNINGS_KEY, new ArrayValue(warnings));
    }
    return null;
  }

  /** Puts the span that {@link #end} has let through into a resource. */
  void close(int resource) {
    target.spanScope(scopes.index(resource, scopeNameRef, scopeVersionRef));
    target.endSpan();
  }

  /** A span takes at least a nanosecond; if it was sent with less, a warning says so. */
  private void times() {
    long nanos = durationNanos;
    if (nanos <= 0) {
      nanos = 1;
      warn("duration: " + durationNanos + "ns (expected: more than zero; stored as 1ns)");
    }
    target.startNanos(startNanos);
    long end = startNanos + nanos;
    target.endNanos(startNanos >= 0 && end < 0 ? Long.MAX_VALUE : end);
  }

  private void warn(String text) {
    if (warnings == null) {
      warnings = new ArrayList<>();
    }
    warnings.add(new StringValue(text));
  }

  private boolean count(int ordinal, int max, SpanRejection tooMany) {
    if (rejection == null && ordinal > max) {
      rejection = tooMany;
    }
    if (rejection == null && !tally.countItem()) {
      rejection = SpanRejection.TOO_MANY_ITEMS;
    }
    return rejection == null;
  }

  /**
   * Whether this is the only {@code event} so far, and a text: then it is the name. If there are
   * several, all are fields, and the first text is the name as well.
   */
  private boolean isEventName(Tag tag) {
    if (!Arrays.equals(EVENT, 0, EVENT.length, bytes, tag.keyBegin, tag.keyEnd)) {
      return false;
    }
    boolean isFirst = !hasEventField && eventNameRef == BytesTable.EMPTY;
    if (!isFirst && !hasEventField) {
      target.attribute(
          AttributeScope.EVENT,
          target.intern(EVENT, 0, EVENT.length),
          ValueType.STRING,
          eventNameRef);
    }
    if (eventNameRef == BytesTable.EMPTY) {
      eventNameRef = textRef(tag);
      target.eventNameRef(eventNameRef);
    }
    boolean isName = isFirst && eventNameRef != BytesTable.EMPTY;
    hasEventField = !isName;
    return isName;
  }

  /** The reference of a tag's text; of the empty text if it is none. */
  private int textRef(Tag tag) {
    return tag.type == ValueType.STRING && Utf8Check.isValid(bytes, tag.begin(), tag.end())
        ? target.intern(bytes, tag.begin(), tag.end() - tag.begin())
        : BytesTable.EMPTY;
  }

  private String message(SpanRejection reason) {
    return reason.message(
        switch (reason) {
          case INVALID_TRACE_ID -> traceIdLength;
          case INVALID_SPAN_ID -> spanIdLength;
          default -> tally.limitOf(reason);
        });
  }
}
