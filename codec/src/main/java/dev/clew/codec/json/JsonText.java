// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.json;

import dev.clew.codec.Utf8Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as UTF-8: a range of the document, or bytes of its own if the document has it with
 * escapes. It changes when the cursor that it belongs to goes on.
 */
public final class JsonText {

  private static final int TEXTS = 64; // a power of two
  private static final int REPLACEMENT = 0xFFFD;

  private byte[] bytes = {};
  private int begin;
  private int end;
  private final byte[][] known = new byte[TEXTS][]; // by hash: what was asked for before
  private final String[] texts = new String[TEXTS]; // the same as objects
  private byte[] own = new byte[64];
  private int ownLength;
  private char pending; // the first half of a surrogate pair, or 0

  JsonText() {
    Arrays.fill(known, bytes);
    Arrays.fill(texts, "");
  }

  /** The array that holds the text, which must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where it begins there. */
  public int begin() {
    return begin;
  }

  /** One past where it ends. */
  public int end() {
    return end;
  }

  /** How many bytes it has. */
  public int length() {
    return end - begin;
  }

  /** The text as an object of its own. */
  public String string() {
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }

  /** As {@link #string}, for texts that come again and again: mostly the object of last time. */
  public String known() {
    int length = end - begin;
    if (length == 0) {
      return "";
    }
    int hash = bytes[begin] * 11 + bytes[begin + length / 2] * 17 + bytes[end - 1] * 13 + length;
    int slot = hash & (TEXTS - 1);
    if (!Arrays.equals(known[slot], 0, known[slot].length, bytes, begin, end)) {
      known[slot] = Arrays.copyOfRange(bytes, begin, end);
      texts[slot] = string();
    }
    return texts[slot];
  }

  void set(byte[] source, int first, int last) {
    bytes = source;
    begin = first;
    end = last;
  }

  /** Replaces what is no UTF-8, if there is any. */
  void mend() {
    if (!Utf8Check.isValid(bytes, begin, end)) {
      byte[] mended = string().getBytes(StandardCharsets.UTF_8);
      set(mended, 0, mended.length);
    }
  }

  // A text with escapes: first clear, then its pieces in order, then endEscapes.

  void clear() {
    ownLength = 0;
    pending = 0;
  }

  /** Appends bytes of the document. */
  void append(byte[] source, int first, int last) {
    if (first < last) {
      endPair();
      reserve(last - first);
      System.arraycopy(source, first, own, ownLength, last - first);
      ownLength += last - first;
    }
  }

  /** Appends a UTF-16 unit; of a surrogate pair first the one, then the other. */
  void append(char unit) {
    if (pending != 0 && Character.isLowSurrogate(unit)) {
      appendCode(Character.toCodePoint(pending, unit));
      pending = 0;
      return;
    }
    endPair();
    if (Character.isHighSurrogate(unit)) {
      pending = unit;
    } else {
      appendCode(Character.isLowSurrogate(unit) ? REPLACEMENT : unit);
    }
  }

  void endEscapes() {
    endPair();
    set(own, 0, ownLength);
  }

  private void endPair() {
    if (pending != 0) {
      pending = 0;
      appendCode(REPLACEMENT);
    }
  }

  private void appendCode(int code) {
    reserve(4);
    if (code < 0x80) {
      own[ownLength++] = (byte) code;
      return;
    }
    if (code < 0x800) {
      own[ownLength++] = (byte) (0xC0 | code >> 6);
    } else if (code < 0x10000) {
      own[ownLength++] = (byte) (0xE0 | code >> 12);
      own[ownLength++] = continuation(code >> 6);
    } else {
      own[ownLength++] = (byte) (0xF0 | code >> 18);
      own[ownLength++] = continuation(code >> 12);
      own[ownLength++] = continuation(code >> 6);
    }
    own[ownLength++] = continuation(code);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void reserve(int length) {
    if (length > own.length - ownLength) {
      own = Arrays.copyOf(own, Math.max(Math.addExact(ownLength, length), own.length * 2));
    }
  }
}
