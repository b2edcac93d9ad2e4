// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.grpc;

import dev.clew.receiver.http.ContentCoding;
import dev.clew.receiver.http.Message;
import dev.clew.receiver.http.RefusedException;
import dev.clew.receiver.http.RefusedException.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * gRPC's frame around a message: one byte that says whether it is compressed, four that say how
 * long it is. A unary call has exactly one.
 *
 * <p>Source: "gRPC over HTTP2", Length-Prefixed-Message.
 *
 * @param coding what {@code grpc-encoding} says about compressed messages
 */
public record GrpcFrame(ContentCoding coding) implements Message.Framing {

  private static final int HEADER_BYTES = 5;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  @Override
  public int frameBytes() {
    return HEADER_BYTES;
  }

  @Override
  public Message locate(byte[] body, int length) {
    if (length < HEADER_BYTES) {
      throw malformed("gRPC frame: " + length + " bytes (expected: at least " + HEADER_BYTES + ")");
    }
    long messageLength = Integer.toUnsignedLong((int) INT.get(body, 1));
    if (messageLength != length - HEADER_BYTES) {
      throw malformed(
          "gRPC frame: a message of "
              + messageLength
              + " bytes (expected: one message, of the "
              + (length - HEADER_BYTES)
              + " bytes that came)");
    }
    return new Message(HEADER_BYTES, length - HEADER_BYTES, codingOf(body[0]));
  }

  /** A message that is not compressed. */
  public static byte[] wrap(byte[] message) {
    byte[] frame = new byte[HEADER_BYTES + message.length];
    INT.set(frame, 1, message.length);
    System.arraycopy(message, 0, frame, HEADER_BYTES, message.length);
    return frame;
  }

  private ContentCoding codingOf(byte compressed) {
    if (compressed == 0) {
      return ContentCoding.IDENTITY;
    }
    if (compressed != 1) {
      throw malformed("gRPC frame: flag " + compressed + " (expected: 0 or 1)");
    }
    if (coding == ContentCoding.IDENTITY) {
      throw malformed("gRPC frame: compressed (expected: a grpc-encoding that says how)");
    }
    return coding;
  }

  private static RefusedException malformed(String message) {
    return new RefusedException(Reason.MALFORMED, message);
  }
}
