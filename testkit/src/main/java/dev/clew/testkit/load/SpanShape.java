// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

/**
 * A span of a trace template: where it is in the trace and what it says.
 *
 * @param service index of the service that records it
 * @param parent index of the parent in the trace, or -1
 * @param kind the OTLP number of the span kind
 * @param beginPermille when it begins, in thousandths of the trace's duration
 * @param lengthPermille how long it takes at most, likewise
 */
record SpanShape(
    int service,
    int parent,
    String name,
    int kind,
    int beginPermille,
    int lengthPermille,
    Attributes attributes) {

  static final int INTERNAL = 1;
  static final int SERVER = 2;
  static final int CLIENT = 3;

  private static final int STATUS_CODE = 3;

  /**
   * The encoded span with slots for ids, times and values.
   *
   * @param index which span of the trace it is
   * @param status writes an encoded status code
   */
  Template template(int index, SlotValue status) {
    Template span = new Template();
    span.message(1, new Template().slot(SlotValue.traceId()));
    span.message(2, new Template().slot(SlotValue.spanId(index)));
    if (parent >= 0) {
      span.message(4, new Template().slot(SlotValue.spanId(parent)));
    }
    span.text(5, name);
    span.varint(6, kind);
    span.fixed64(7, SlotValue.startNanos(index));
    span.fixed64(8, SlotValue.endNanos(index));
    attributes.addTo(span, 9);
    span.message(15, new Template().varint(STATUS_CODE, status));
    span.fixed32(16, 1);
    return span;
  }
}
