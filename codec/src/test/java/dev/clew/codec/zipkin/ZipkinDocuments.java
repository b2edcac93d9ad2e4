// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.json.Json;
import dev.clew.codec.thrift.CompactInput;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.query.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;

/** Payloads in and out in one call. */
final class ZipkinDocuments {

  static final long RECEIVED_NANOS = 1_767_225_600_999_999_999L;

  private ZipkinDocuments() {}

  static SpanBatch read(ZipkinFormat format, byte[] payload) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    reader(format).read(payload, 0, payload.length, builder);
    return builder.build();
  }

  static SpanBatch readJson(String json) {
    return read(ZipkinFormat.JSON_V2, json.getBytes(StandardCharsets.UTF_8));
  }

  static ZipkinReader reader(ZipkinFormat format) {
    return new ZipkinReader(format, DecodeLimits.defaults(), () -> RECEIVED_NANOS);
  }

  /** A reader of compact messages to Jaeger's agent. */
  static PayloadReader agentReader() {
    return ZipkinThriftReader.ofAgentMessage(
        DecodeLimits.defaults(), new CompactInput(), () -> RECEIVED_NANOS);
  }

  static byte[] write(SpanBatch batch) {
    return Json.document(json -> {
      ZipkinJsonWriter writer = new ZipkinJsonWriter(json, batch, PlainText::of);
      json.writeStartArray();
      for (int row = 0; row < batch.spanCount(); row++) {
        writer.write(row);
      }
      json.writeEndArray();
    });
  }

  static String text(SpanBatch batch) {
    return new String(write(batch), StandardCharsets.UTF_8);
  }

  /** The spans as Zipkin's own decoder understands what was written. */
  static List<Span> spans(SpanBatch batch) {
    return SpanBytesDecoder.JSON_V2.decodeList(write(batch));
  }
}
