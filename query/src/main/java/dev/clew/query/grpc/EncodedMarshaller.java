// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.grpc;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Sends messages that are bytes already. */
final class EncodedMarshaller implements MethodDescriptor.Marshaller<byte[]> {

  @Override
  public InputStream stream(byte[] message) {
    return new Encoded(message);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("cannot read a message")
          .withCause(e)
          .asRuntimeException();
    }
  }

  /** Says how long it is, so that nobody has to copy it to find out. */
  private static final class Encoded extends ByteArrayInputStream implements KnownLength {
    Encoded(byte[] message) {
      super(message);
    }
  }
}
