// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.json;

import java.util.Arrays;

/** Encodes text as UTF-8 into one array that is used again; a lone surrogate becomes U+FFFD. */
public final class Utf8Encoder {

  private static final int REPLACEMENT = 0xFFFD;
  private static final int BYTES_PER_CHAR_MAX = 3;

  private byte[] bytes = new byte[256];

  /** What the last {@link #encode} wrote, from index 0 on. */
  public byte[] bytes() {
    return bytes;
  }

  /** Encodes a range of characters and returns how many bytes that took. */
  public int encode(char[] source, int offset, int length) {
    int end = offset + length;
    reserve(length);
    int i = offset;
    int at = 0;
    while (i < end && source[i] < 0x80) {
      bytes[at++] = (byte) source[i++];
    }
    return i == end ? at : encodeWide(source, i, end, at);
  }

  private int encodeWide(char[] source, int begin, int end, int at) {
    reserve(Math.addExact(at, Math.multiplyExact(end - begin, BYTES_PER_CHAR_MAX)));
    for (int i = begin; i < end; i++) {
      int c = source[i];
      if (Character.isSurrogate((char) c)) {
        boolean pair = Character.isHighSurrogate((char) c) && i + 1 < end;
        pair = pair && Character.isLowSurrogate(source[i + 1]);
        c = pair ? Character.toCodePoint((char) c, source[++i]) : REPLACEMENT;
      }
      at = encode(c, at);
    }
    return at;
  }

  private int encode(int codePoint, int at) {
    if (codePoint < 0x80) {
      bytes[at++] = (byte) codePoint;
      return at;
    }
    if (codePoint < 0x800) {
      bytes[at++] = (byte) (0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      bytes[at++] = (byte) (0xE0 | (codePoint >> 12));
      bytes[at++] = continuation(codePoint >> 6);
    } else {
      bytes[at++] = (byte) (0xF0 | (codePoint >> 18));
      bytes[at++] = continuation(codePoint >> 12);
      bytes[at++] = continuation(codePoint >> 6);
    }
    bytes[at++] = continuation(codePoint);
    return at;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void reserve(int length) {
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length + (bytes.length >> 1)));
    }
  }
}
