// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Seeded hashes for tables that a sender can fill: who does not know the seed cannot make their
 * probes long.
 *
 * <p>Method: fold the 128-bit product of the input and a constant, as wyhash does (Wang Yi,
 * "wyhash", public domain); eight bytes a step, without its 48-byte stride for long inputs.
 */
final class Hashing {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SECRET_A = 0xA0761D6478BD642FL; // wyhash's default secret
  private static final long SECRET_B = 0xE7037ED1A0B428DBL;

  private Hashing() {}

  static int bytes(long seed, byte[] source, int offset, int length) {
    long hash = seed ^ SECRET_A;
    int at = offset;
    int left = length;
    for (; left >= Long.BYTES; left -= Long.BYTES, at += Long.BYTES) {
      hash = fold(hash ^ (long) LONGS.get(source, at), SECRET_B);
    }
    long tail = length;
    for (; left > 0; left--) {
      tail = (tail << 8) | (source[at++] & 0xFF);
    }
    return finish(fold(hash ^ tail, SECRET_A));
  }

  static int longs(long seed, long a, long b) {
    return finish(fold(a ^ seed ^ SECRET_A, b ^ SECRET_B));
  }

  static int ints(long seed, int[] source, int offset, int length) {
    long hash = seed ^ length;
    for (int i = offset, end = offset + length; i < end; i++) {
      hash = fold(hash ^ source[i], SECRET_B);
    }
    return finish(hash);
  }

  private static long fold(long a, long b) {
    return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
  }

  private static int finish(long hash) {
    return (int) (hash ^ (hash >>> 32));
  }
}
