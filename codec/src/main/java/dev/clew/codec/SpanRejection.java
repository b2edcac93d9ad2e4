// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import java.util.Locale;

/** Why a span of a well-formed request was left out. */
public enum SpanRejection {
  /** The trace id is missing, not 16 bytes long, or all zeros. */
  INVALID_TRACE_ID("trace id: %d bytes (expected: 16, not all zeros)"),
  /** The span id is missing, not 8 bytes long, or all zeros. */
  INVALID_SPAN_ID("span id: %d bytes (expected: 8, not all zeros)"),
  /** There is a parent id and it is not 8 bytes long. */
  INVALID_PARENT_SPAN_ID("parent span id: %d bytes (expected: 8, or none)"),
  /** A link has a trace id and it is not 16 bytes long. */
  INVALID_LINK_TRACE_ID("trace id of a link: %d bytes (expected: 16, or none)"),
  /** A link has a span id and it is not 8 bytes long. */
  INVALID_LINK_SPAN_ID("span id of a link: %d bytes (expected: 8, or none)"),
  /** {@link DecodeLimits#spansPerRequestMax()}. */
  TOO_MANY_SPANS("spans in the request: over the limit (expected: at most %d)"),
  /** {@link DecodeLimits#attributesPerOwnerMax()}, in the span or in what it belongs to. */
  TOO_MANY_ATTRIBUTES("attributes: over the limit (expected: at most %d)"),
  /** {@link DecodeLimits#eventsPerSpanMax()}. */
  TOO_MANY_EVENTS("events: over the limit (expected: at most %d)"),
  /** {@link DecodeLimits#linksPerSpanMax()}. */
  TOO_MANY_LINKS("links: over the limit (expected: at most %d)"),
  /** {@link DecodeLimits#itemsPerRequestMax()}. */
  TOO_MANY_ITEMS(
      "attributes, events and links in the request: over the limit (expected: at most %d)"),
  /** {@link DecodeLimits#nestingDepthMax()}. */
  NESTED_TOO_DEEP("nested attribute value: too deep (expected: at most %d levels)");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String template;

  SpanRejection(String template) {
    this.template = template;
  }

  /** The lower-case word for metrics, for example {@code "invalid_trace_id"}. */
  public String label() {
    return label;
  }

  /** What a sender is told; the number is the length found, or the limit. */
  public String message(int number) {
    return String.format(Locale.ROOT, template, number);
  }
}
