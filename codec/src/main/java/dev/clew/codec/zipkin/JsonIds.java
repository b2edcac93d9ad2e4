// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import org.jspecify.annotations.Nullable;

/** The ids of a span in JSON, which both models write alike. */
final class JsonIds {

  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;

  private final JsonInput in;
  private @Nullable String traceId;
  private @Nullable String id;
  private long parentSpanId;

  JsonIds(JsonInput in) {
    this.in = in;
  }

  /** Reads the current property if it is one of the ids. */
  boolean read() {
    switch (in.name()) {
      case "traceId" -> {
        traceId = checked("traceId", TRACE_ID_DIGITS);
        if (ZipkinId.high(traceId) == 0 && ZipkinId.low(traceId) == 0) {
          throw new IllegalArgumentException("traceId is all zeros");
        }
      }
      case "id" -> {
        id = checked("id", SPAN_ID_DIGITS);
        if (ZipkinId.low(id) == 0) {
          throw new IllegalArgumentException("id is all zeros");
        }
      }
      case "parentId" ->
          parentSpanId = in.isNull() ? 0 : ZipkinId.low(checked("parentId", SPAN_ID_DIGITS));
      default -> {
        return false;
      }
    }
    return true;
  }

  void requirePresent() {
    if (traceId == null || id == null) {
      throw new IllegalArgumentException(
          "Missing :" + (traceId == null ? " traceId" : "") + (id == null ? " id" : ""));
    }
  }

  long traceIdHigh() {
    return traceId == null ? 0 : ZipkinId.high(traceId);
  }

  long traceIdLow() {
    return traceId == null ? 0 : ZipkinId.low(traceId);
  }

  long spanId() {
    return id == null ? 0 : ZipkinId.low(id);
  }

  /** The id of the parent, or 0. */
  long parentSpanId() {
    return parentSpanId;
  }

  private String checked(String name, int digitsMax) {
    String text = in.text();
    ZipkinId.check(name, text, digitsMax);
    return text;
  }
}
