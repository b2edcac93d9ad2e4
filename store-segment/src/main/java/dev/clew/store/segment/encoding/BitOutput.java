// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

/** Appends unsigned integers of different widths, lowest bit first. */
final class BitOutput {

  private final ByteOutput out;
  private long word;
  private int filled;

  BitOutput(ByteOutput out) {
    this.out = out;
  }

  /** Appends a value of up to 64 bits; higher bits must be zero. */
  void add(long value, int width) {
    word |= width == 0 ? 0 : value << filled;
    filled += width;
    if (filled >= Long.SIZE) {
      out.i64(word);
      filled -= Long.SIZE;
      word = filled == 0 ? 0 : value >>> (width - filled);
    }
  }

  /** Appends the rest in whole bytes. */
  void end() {
    for (; filled > 0; filled -= Byte.SIZE) {
      out.u8((int) word);
      word >>>= Byte.SIZE;
    }
  }
}
