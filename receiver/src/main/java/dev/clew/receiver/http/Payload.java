// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Bytes of one request in one array, which is what the decoders read from. It grows by half at
 * least and keeps its array from request to request.
 *
 * <p>Threads: one at a time.
 */
final class Payload {

  private static final int CAPACITY_MIN = 16 << 10;

  private byte[] bytes = {};
  private int length;

  /** The array; valid up to {@link #length()}, stale once the payload grows. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int capacity() {
    return bytes.length;
  }

  void clear() {
    length = 0;
  }

  /** Adds what is readable in the buffer. */
  void append(ByteBuf buffer) {
    int count = buffer.readableBytes();
    ensureFree(count);
    buffer.readBytes(bytes, length, count);
    length += count;
  }

  /** Makes room for this many bytes behind {@link #length()}. */
  void ensureFree(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      long grown = Math.max(Math.max(CAPACITY_MIN, needed), bytes.length + (bytes.length >> 1));
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, Integer.MAX_VALUE - 8));
    }
  }

  /** Counts bytes that were written behind {@link #length()}. */
  void advance(int count) {
    length += count;
  }
}
