// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.DecodeReport;
import dev.clew.codec.json.Json;
import dev.clew.codec.protobuf.ProtoOutput;

/**
 * OTLP's {@code ExportTraceServiceResponse}: the answer to a request that was taken in, wholly or
 * in part.
 *
 * @param rejectedSpans how many spans were left out
 * @param errorMessage why; with no span left out, a warning; empty if all is well
 */
public record ExportTraceResponse(long rejectedSpans, String errorMessage) {

  /** All spans were taken in. */
  public static final ExportTraceResponse SUCCESS = new ExportTraceResponse(0, "");

  /** The answer that a report asks for. */
  public static ExportTraceResponse of(DecodeReport report) {
    return report.rejectedCount() == 0
        ? SUCCESS
        : new ExportTraceResponse(report.rejectedCount(), report.firstMessage());
  }

  /** The protobuf form; empty for {@link #SUCCESS}. */
  public byte[] toProtobuf() {
    ProtoOutput out = new ProtoOutput();
    if (isPartial()) {
      out.textIfAny(OtlpTags.PARTIAL_SUCCESS_ERROR_MESSAGE, errorMessage);
      if (rejectedSpans != 0) {
        out.varint(OtlpTags.PARTIAL_SUCCESS_REJECTED_SPANS, rejectedSpans);
      }
      out.message(OtlpTags.RESPONSE_PARTIAL_SUCCESS, 0);
    }
    return out.toByteArray();
  }

  /** The JSON form, in UTF-8; {@code {}} for {@link #SUCCESS}. */
  public byte[] toJson() {
    return Json.document(json -> {
      json.writeStartObject();
      if (isPartial()) {
        json.writeObjectPropertyStart("partialSuccess");
        json.writeStringProperty("rejectedSpans", Long.toString(rejectedSpans));
        json.writeStringProperty("errorMessage", errorMessage);
        json.writeEndObject();
      }
      json.writeEndObject();
    });
  }

  private boolean isPartial() {
    return rejectedSpans != 0 || !errorMessage.isEmpty();
  }
}
