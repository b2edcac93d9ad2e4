// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import dev.clew.codec.otlp.DecodeReport;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.SpanBatchBuilder;

/**
 * A reader for each format, to be used again.
 *
 * <p>Threads: one at a time.
 */
final class OtlpDecoder {

  private final OtlpProtoReader protobuf;
  private final OtlpJsonReader json;

  OtlpDecoder(OtlpLimits limits) {
    protobuf = new OtlpProtoReader(limits);
    json = new OtlpJsonReader(limits);
  }

  /**
   * Adds the spans of a message to a builder.
   *
   * @throws dev.clew.codec.otlp.MalformedPayloadException if the bytes are not such a message
   */
  DecodeReport read(
      OtlpFormat format, byte[] bytes, int offset, int length, SpanBatchBuilder builder) {
    return switch (format) {
      case PROTOBUF -> protobuf.read(bytes, offset, length, builder);
      case JSON -> json.read(bytes, offset, length, builder);
    };
  }
}
