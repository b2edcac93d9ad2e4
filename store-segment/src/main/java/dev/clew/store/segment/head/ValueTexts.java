// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.SpanId;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.store.segment.part.Part;

/** The texts of the forms of {@link FieldValues} that stand in no dictionary. */
final class ValueTexts {

  private final HeadPart part;

  ValueTexts(HeadPart part) {
    this.part = part;
  }

  String text(int form, long bits) {
    return switch (form) {
      case FieldValues.SPAN_ID -> SpanId.toHex(bits);
      case FieldValues.TRACE, FieldValues.LINK_TRACE_ID -> traceId(form, (int) bits).toHex();
      case FieldValues.KIND -> SpanKind.ofNumber((int) bits).label();
      case FieldValues.STATUS -> StatusCode.ofNumber((int) bits).label();
      default -> throw new IllegalArgumentException("form: " + form + " (expected: 8 to 12)");
    };
  }

  /** The trace id of a trace's number or of a row of the link table. */
  TraceId traceId(int form, int number) {
    return form == FieldValues.TRACE
        ? new TraceId(part.traces.idHigh(number), part.traces.idLow(number))
        : linkTraceId(number);
  }

  private TraceId linkTraceId(int link) {
    LinkTable.Block block = part.head.links.block(link / Part.BLOCK_ROWS);
    int index = link % Part.BLOCK_ROWS;
    return new TraceId(block.traceIdsHigh[index], block.traceIdsLow[index]);
  }
}
