// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the spans of one payload as rows of a builder; {@link ZipkinAttributes} says what becomes
 * of what.
 *
 * <p>Two reports with the same ids, kind and start are taken for one span sent twice, but Zipkin's
 * clients also report a span in parts, and two servers may continue one client's span. Such spans
 * start some nanoseconds later, which Zipkin's microseconds do not show: as many as their content
 * says, so that the same report sent again is still the same. What looks like such a span is one
 * without kind or duration, one that is shared, and one that the payload has already.
 */
final class ZipkinRows {

  private static final long NANOS_PER_MICRO = 1000;
  private static final long MICROS_MAX = Long.MAX_VALUE / NANOS_PER_MICRO;

  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio

  /** A time that cannot be; the pipeline leaves out spans that have it, and says so. */
  private static final long NO_TIME = -1;

  private record Scope(ZipkinEndpoint endpoint, int nameRef, int versionRef) {}

  private final SpanBatchBuilder target;
  private final long receivedNanos;
  private final ZipkinTagKeys keys;
  private final Map<ZipkinEndpoint, Integer> resources = new HashMap<>();
  private final Map<Scope, Integer> scopes = new HashMap<>();
  private final Set<Long> seen = new HashSet<>();
  private @Nullable Scope lastScope;
  private int lastScopeIndex;

  /**
   * Rows for a builder that has no open row.
   *
   * @param receivedNanos when the payload came, in epoch nanoseconds
   */
  ZipkinRows(SpanBatchBuilder target, long receivedNanos) {
    this.target = target;
    this.receivedNanos = receivedNanos;
    this.keys = new ZipkinTagKeys(target);
  }

  /** Adds a span. */
  void add(ZipkinSpan span) {
    int scopeName = field(span, keys.scopeName);
    int scopeVersion = scopeName < 0 ? -1 : field(span, keys.scopeVersion);
    int traceState = field(span, keys.traceState);
    boolean internal = isInternal(span);
    int row = target.beginSpan(scopeIndex(span, value(span, scopeName), value(span, scopeVersion)));
    target.traceId(span.traceIdHigh, span.traceIdLow);
    target.spanId(span.spanId);
    target.parentSpanId(span.parentSpanId == span.spanId ? 0 : span.parentSpanId);
    target.nameRef(span.nameRef);
    target.kindNumber((internal ? SpanKind.INTERNAL : span.kind).ordinal());
    target.traceStateRef(value(span, traceState));
    status(span);
    times(span, row);
    for (int tag = 0; tag < span.tagCount; tag++) {
      int key = span.tagKeyRefs[tag];
      boolean isField =
          tag == scopeName
              || tag == scopeVersion
              || tag == traceState
              || (internal && key == keys.kind);
      if (!isField && !keys.isOfRemoteEndpoint(key)) {
        int kept = keys.isFlag(key) ? keys.tagOfFlag(key) : key;
        attribute(kept, ValueType.STRING, span.tagValueRefs[tag]);
      }
    }
    remoteEndpoint(span);
    flag(span.shared && span.kind != SpanKind.CLIENT, keys.shared);
    flag(span.debug, keys.debug);
    flag(span.timestampMicros == 0, keys.startAbsent);
    annotations(span);
    target.endSpan();
  }

  private boolean isInternal(ZipkinSpan span) {
    int tag = span.tag(keys.kind);
    return span.kind == SpanKind.UNSPECIFIED
        && tag >= 0
        && span.tagValueRefs[tag] == keys.internalKind;
  }

  /** A tag that becomes a field; an empty one would be lost there. */
  private static int field(ZipkinSpan span, int keyRef) {
    int tag = span.tag(keyRef);
    return value(span, tag) == 0 ? -1 : tag;
  }

  private static int value(ZipkinSpan span, int tag) {
    return tag < 0 ? 0 : span.tagValueRefs[tag];
  }

  // Status: OpenTelemetry's tags say it best; else any error tag is an error, as in Zipkin.

  private void status(ZipkinSpan span) {
    int code = span.tag(keys.status);
    int error = span.tag(keys.error);
    StatusCode status =
        code >= 0
            ? keys.statusCode(span.tagValueRefs[code])
            : error >= 0 && span.tagValueRefs[error] != keys.falseText
                ? StatusCode.ERROR
                : StatusCode.UNSET;
    int message = span.tag(keys.statusMessage);
    if (message < 0 && error >= 0 && status == StatusCode.ERROR) {
      message = span.tagValueRefs[error] == keys.trueText ? -1 : error;
    }
    target.statusNumber(status.ordinal());
    target.statusMessageRef(status == StatusCode.UNSET ? 0 : value(span, message));
  }

  private void times(ZipkinSpan span, int row) {
    long start;
    if (span.timestampMicros != 0) {
      start = nanos(span.timestampMicros, offset(span));
    } else {
      long micros = receivedNanos / NANOS_PER_MICRO;
      for (int i = 0; i < span.annotationCount; i++) {
        if (span.annotationMicros[i] > 0) {
          micros = Math.min(micros, span.annotationMicros[i]);
        }
      }
      start = nanos(micros, row % NANOS_PER_MICRO);
    }
    long duration = nanos(span.durationMicros, 0);
    long end = start + duration;
    target.startNanos(start);
    target.endNanos(duration == NO_TIME || end < start ? NO_TIME : end);
  }

  private static long nanos(long micros, long offset) {
    return micros >= MICROS_MAX ? NO_TIME : micros * NANOS_PER_MICRO + offset;
  }

  private long offset(ZipkinSpan span) {
    long identity = span.traceIdLow + MIX * span.spanId;
    identity = 31 * identity + MIX * span.timestampMicros + span.kind.ordinal();
    boolean isRepeated = !seen.add(identity);
    boolean isCall = span.kind != SpanKind.UNSPECIFIED;
    if (isCall && span.durationMicros != 0 && !span.shared && !isRepeated) {
      return 0;
    }
    long content = 31L * span.localEndpoint.hashCode() + span.nameHash;
    if (span.durationMicros == 0 || isRepeated) {
      content = 31 * content + span.tagCount;
      for (int i = 0; i < span.annotationCount; i++) {
        content = 31 * content + span.annotationMicros[i];
      }
    }
    return 1 + Math.floorMod(content, NANOS_PER_MICRO - 1);
  }

  private void annotations(ZipkinSpan span) {
    for (int i = 0; i < span.annotationCount; i++) {
      long micros = span.annotationMicros[i];
      target.beginEvent();
      target.eventTimeNanos(Math.clamp(micros, 0, MICROS_MAX) * NANOS_PER_MICRO);
      target.eventNameRef(span.annotationRefs[i]);
      target.endEvent();
    }
  }

  // Remote endpoint

  private void remoteEndpoint(ZipkinSpan span) {
    ZipkinEndpoint remote = span.remoteEndpoint;
    String ipv4 = remote.ipv4();
    String ipv6 = remote.ipv6();
    remotePart(span, keys.remoteService, ValueType.STRING, text(remote.serviceName()));
    remotePart(span, keys.remoteAddress, ValueType.STRING, text(ipv4 != null ? ipv4 : ipv6));
    remotePart(span, keys.remoteIpv6, ValueType.STRING, ipv4 == null ? -1 : text(ipv6));
    remotePart(span, keys.remotePort, ValueType.INT, remote.port() == 0 ? -1 : remote.port());
  }

  /**
   * Writes a part of the endpoint unless it is -1, and the tag of the same name if there is one.
   */
  private void remotePart(ZipkinSpan span, int keyRef, ValueType type, int part) {
    int tag = span.tag(keyRef);
    if (part >= 0) {
      attribute(keyRef, type, part);
    }
    if (tag >= 0 && part >= 0) {
      attribute(keys.tagOfRemote(keyRef), ValueType.STRING, span.tagValueRefs[tag]);
    } else if (tag >= 0) {
      attribute(keyRef, ValueType.STRING, span.tagValueRefs[tag]);
      attribute(keys.tagOfRemote(keyRef), ValueType.BOOL, 1);
    }
  }

  private int text(@Nullable String text) {
    return text == null ? -1 : target.intern(text);
  }

  private void flag(boolean holds, int keyRef) {
    if (holds) {
      attribute(keyRef, ValueType.BOOL, 1);
    }
  }

  private void attribute(int keyRef, ValueType type, long bits) {
    target.attribute(AttributeScope.SPAN, keyRef, type, bits);
  }

  // Resources and scopes

  private int scopeIndex(ZipkinSpan span, int nameRef, int versionRef) {
    Scope scope = lastScope;
    if (scope == null
        || scope.nameRef != nameRef
        || scope.versionRef != versionRef
        || !scope.endpoint.equals(span.localEndpoint)) {
      scope = new Scope(span.localEndpoint, nameRef, versionRef);
      lastScopeIndex = scopes.computeIfAbsent(scope, this::beginScope);
      lastScope = scope;
    }
    return lastScopeIndex;
  }

  private int beginScope(Scope scope) {
    int resource = resources.computeIfAbsent(scope.endpoint, this::resource);
    int index = target.beginScope(resource);
    target.scopeNameRef(scope.nameRef);
    target.scopeVersionRef(scope.versionRef);
    target.endScope();
    return index;
  }

  private int resource(ZipkinEndpoint endpoint) {
    int resource = target.beginResource();
    String name = endpoint.serviceName();
    if (name != null) {
      resourceAttribute("service.name", new StringValue(name));
    }
    List<AttributeValue> addresses = new ArrayList<>();
    addAddress(addresses, endpoint.ipv4());
    addAddress(addresses, endpoint.ipv6());
    if (!addresses.isEmpty()) {
      resourceAttribute(ZipkinAttributes.LOCAL_ADDRESSES, new AttributeValue.ArrayValue(addresses));
    }
    if (endpoint.port() != 0) {
      resourceAttribute(ZipkinAttributes.LOCAL_PORT, new AttributeValue.IntValue(endpoint.port()));
    }
    resourceAttribute(ZipkinAttributes.FORMAT, new StringValue(ZipkinAttributes.ZIPKIN));
    target.endResource();
    return resource;
  }

  private static void addAddress(List<AttributeValue> addresses, @Nullable String address) {
    if (address != null) {
      addresses.add(new StringValue(address));
    }
  }

  private void resourceAttribute(String key, AttributeValue value) {
    target.attribute(AttributeScope.RESOURCE, key, value);
  }
}
