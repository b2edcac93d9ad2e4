// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8, for formats whose texts may be anything.
 *
 * <p>Cost: eight bytes at a time while they are ASCII; only other texts are decoded.
 */
public final class Utf8Check {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8Check() {}

  /** Whether the bytes in {@code [begin, end)} are well-formed UTF-8. */
  public static boolean isValid(byte[] bytes, int begin, int end) {
    int at = begin;
    while (end - at >= Long.BYTES) {
      if (((long) LONGS.get(bytes, at) & HIGH_BITS) != 0) {
        return isDecodable(bytes, at, end);
      }
      at += Long.BYTES;
    }
    while (at < end) {
      if (bytes[at] < 0) {
        return isDecodable(bytes, at, end);
      }
      at++;
    }
    return true;
  }

  private static boolean isDecodable(byte[] bytes, int begin, int end) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, end - begin));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
