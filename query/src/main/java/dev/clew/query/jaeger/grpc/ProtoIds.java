// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import com.google.protobuf.ByteString;
import dev.clew.model.TraceId;
import dev.clew.query.parameter.ParameterException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Ids as bytes. */
final class ProtoIds {

  private ProtoIds() {}

  static ByteString trace(long high, long low) {
    return ByteString.copyFrom(ByteBuffer.allocate(16).putLong(high).putLong(low).flip());
  }

  static ByteString span(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).flip());
  }

  /** A trace id of 16 bytes, or of 8 as old clients have them. */
  static TraceId trace(ByteString bytes) {
    ByteBuffer id = bytes.asReadOnlyByteBuffer();
    return switch (bytes.size()) {
      case 16 -> new TraceId(id.getLong(), id.getLong());
      case 8 -> new TraceId(0, id.getLong());
      default ->
          throw ParameterException.malformed(
              "trace_id", HexFormat.of().formatHex(bytes.toByteArray()), "16 bytes");
    };
  }
}
