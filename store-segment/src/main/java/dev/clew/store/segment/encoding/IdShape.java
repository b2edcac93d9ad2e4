// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/** What all values of a block have in common, if they are ids of one kind. */
sealed interface IdShape {

  /** Nothing to make use of. */
  record None() implements IdShape {}

  /**
   * A decimal number between constant bytes.
   *
   * @param digits how many digits each has, or 0 if none has leading zeros
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Decimal(byte[] prefix, byte[] suffix, int digits) implements IdShape {

    static final int DIGITS_MAX = 18;

    /** The number in a value. */
    long number(ByteInterner values, int index) {
      byte[] slab = values.slab();
      int begin = values.offset(index) + prefix.length;
      int end = values.offset(index) + values.length(index) - suffix.length;
      long number = 0;
      for (int i = begin; i < end; i++) {
        number = number * 10 + slab[i] - '0';
      }
      return number;
    }
  }

  /**
   * Values of one length that differ at some positions, always in lower-case hex digits.
   *
   * @param template the bytes at all other positions
   * @param positions a bitmap of those positions
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hex(byte[] template, byte[] positions) implements IdShape {

    static final int LENGTH_MAX = 128;
    static final int POSITIONS_MIN = 8;

    /** Appends the digits of a value, two in a byte, the first in the upper half. */
    void write(ByteInterner values, int index, ByteOutput out) {
      int offset = values.offset(index);
      int pending = -1;
      for (int i = 0; i < template.length; i++) {
        if (isDigit(positions, i)) {
          int digit = Character.digit(values.slab()[offset + i], 16);
          if (pending < 0) {
            pending = digit;
          } else {
            out.u8(pending << 4 | digit);
            pending = -1;
          }
        }
      }
      if (pending >= 0) {
        out.u8(pending << 4);
      }
    }

    static boolean isDigit(byte[] positions, int i) {
      return (positions[i >>> 3] >>> (i & 7) & 1) != 0;
    }
  }

  /** The shape of these values. Cost: a few bytes of each, more only if they are ids. */
  static IdShape of(ByteInterner values) {
    if (values.size() < 2) {
      return new None();
    }
    IdShape decimal = decimal(values);
    return decimal instanceof None ? hex(values) : decimal;
  }

  private static IdShape decimal(ByteInterner values) {
    byte[] slab = values.slab();
    int first = values.offset(0);
    int prefix = values.length(0);
    int suffix = values.length(0);
    for (int i = 1; i < values.size() && (prefix > 0 || suffix > 0); i++) {
      int begin = values.offset(i);
      int end = begin + values.length(i);
      int mismatch = Arrays.mismatch(slab, first, first + prefix, slab, begin, end);
      prefix = mismatch < 0 ? prefix : mismatch;
      suffix = commonSuffix(slab, first + values.length(0), end, Math.min(suffix, end - begin));
    }
    while (prefix > 0 && isDecimal(slab[first + prefix - 1])) {
      prefix--;
    }
    while (suffix > 0 && isDecimal(slab[first + values.length(0) - suffix])) {
      suffix--;
    }
    return decimal(values, prefix, suffix);
  }

  private static IdShape decimal(ByteInterner values, int prefix, int suffix) {
    byte[] slab = values.slab();
    int digits = values.length(0) - prefix - suffix;
    boolean isCanonical = true;
    for (int i = 0; i < values.size(); i++) {
      int length = values.length(i) - prefix - suffix;
      int begin = values.offset(i) + prefix;
      if (length < 1 || length > Decimal.DIGITS_MAX || !isDecimal(slab, begin, begin + length)) {
        return new None();
      }
      isCanonical &= slab[begin] != '0' || length == 1;
      digits = length == digits ? digits : 0;
    }
    if (!isCanonical && digits == 0) {
      return new None();
    }
    int first = values.offset(0);
    int end = first + values.length(0);
    return new Decimal(
        Arrays.copyOfRange(slab, first, first + prefix),
        Arrays.copyOfRange(slab, end - suffix, end),
        isCanonical ? 0 : digits);
  }

  private static IdShape hex(ByteInterner values) {
    byte[] slab = values.slab();
    int length = values.length(0);
    if (length < Hex.POSITIONS_MIN || length > Hex.LENGTH_MAX) {
      return new None();
    }
    byte[] template = Arrays.copyOf(slab, length);
    byte[] positions = new byte[(length + 7) >>> 3];
    for (int i = 1; i < values.size(); i++) {
      if (values.length(i) != length
          || !addDifferences(slab, values.offset(i), template, positions)) {
        return new None();
      }
    }
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += Hex.isDigit(positions, i) ? 1 : 0;
    }
    return count < Hex.POSITIONS_MIN ? new None() : new Hex(template, positions);
  }

  private static boolean addDifferences(
      byte[] slab, int offset, byte[] template, byte[] positions) {
    for (int i = 0; i < template.length; i++) {
      byte next = slab[offset + i];
      if (Hex.isDigit(positions, i)) {
        if (!isHex(next)) {
          return false;
        }
      } else if (next != template[i]) {
        if (!isHex(next) || !isHex(template[i])) {
          return false;
        }
        positions[i >>> 3] |= (byte) (1 << (i & 7));
      }
    }
    return true;
  }

  private static int commonSuffix(byte[] slab, int endA, int endB, int lengthMax) {
    int length = 0;
    while (length < lengthMax && slab[endA - 1 - length] == slab[endB - 1 - length]) {
      length++;
    }
    return length;
  }

  private static boolean isDecimal(byte[] slab, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (!isDecimal(slab[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDecimal(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isHex(byte b) {
    return isDecimal(b) || (b >= 'a' && b <= 'f');
  }
}
