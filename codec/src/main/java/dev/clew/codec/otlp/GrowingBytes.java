// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import java.util.Arrays;

/** A byte array that grows at its end. */
final class GrowingBytes {

  private static final int KEPT_MAX = 1 << 16;

  private byte[] bytes = {};
  private int length;

  /** The content, from index 0 on; stale after the next {@link #append}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void append(byte[] source, int begin, int end) {
    int lengthAfter = Math.addExact(length, end - begin);
    if (lengthAfter > bytes.length) {
      int wider = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length + (bytes.length >> 1) + 64L);
      bytes = Arrays.copyOf(bytes, Math.max(lengthAfter, wider));
    }
    System.arraycopy(source, begin, bytes, length, end - begin);
    length = lengthAfter;
  }

  /** Empties it, and lets go of an array that one odd request has made large. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT_MAX) {
      bytes = new byte[0];
    }
  }
}
