// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** The distinct values of a block in one of the forms that {@link StringsWriter} chooses from. */
abstract sealed class StringTable {

  /** Opens a table of {@code size} values and leaves the input behind it. */
  static StringTable open(ByteInput in, int size, Zstd zstd) {
    int kind = in.u8();
    return switch (kind) {
      case StringsWriter.BYTES -> new Paged(in, size, zstd);
      case StringsWriter.DECIMAL -> new Decimal(in, size, zstd);
      case StringsWriter.HEX -> new Hex(in, size);
      default -> throw new IllegalArgumentException("strings: " + kind + " (expected: 0 to 2)");
    };
  }

  /** A copy of a value. */
  abstract byte[] get(int index);

  /** The index of a value, or -1. */
  abstract int find(byte[] value);

  private static final class Paged extends StringTable {
    private static final int ENTRY_BYTES = 12;

    private final MemorySegment source;
    private final Zstd zstd;
    private final int size;
    private final int[] ends;
    private final int pageCount;
    private final long index;
    private final long pages;
    private int page = -1;
    private byte[] content = {};
    private int contentBegin;

    Paged(ByteInput in, int size, Zstd zstd) {
      this.source = in.source();
      this.zstd = zstd;
      this.size = size;
      ends = new int[size];
      long[] lengths = new long[size];
      Numbers.open(in, size, zstd).read(lengths);
      int end = 0;
      for (int i = 0; i < size; i++) {
        end += (int) lengths[i];
        ends[i] = end;
      }
      pageCount = in.count();
      index = in.position();
      pages = index + (long) pageCount * ENTRY_BYTES;
      in.skip(pages - index + (pageCount == 0 ? 0 : entry(pageCount - 1, 2)));
    }

    @Override
    byte[] get(int i) {
      load(i);
      return Arrays.copyOfRange(content, begin(i) - contentBegin, ends[i] - contentBegin);
    }

    @Override
    int find(byte[] value) {
      for (int i = 0; i < size; i++) {
        if (ends[i] - begin(i) == value.length) {
          load(i);
          int from = begin(i) - contentBegin;
          if (Arrays.equals(content, from, from + value.length, value, 0, value.length)) {
            return i;
          }
        }
      }
      return -1;
    }

    private int begin(int i) {
      return i == 0 ? 0 : ends[i - 1];
    }

    private void load(int i) {
      if (page >= 0 && i < entry(page, 0) && (page == 0 || i >= entry(page - 1, 0))) {
        return;
      }
      page = 0;
      while (i >= entry(page, 0)) {
        page++;
      }
      contentBegin = page == 0 ? 0 : entry(page - 1, 1);
      int storedBegin = page == 0 ? 0 : entry(page - 1, 2);
      int length = entry(page, 1) - contentBegin;
      int stored = entry(page, 2) - storedBegin;
      content = new byte[length];
      if (stored == length) {
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, pages + storedBegin, content, 0, length);
      } else {
        zstd.decompress(source, pages + storedBegin, stored, content, length);
      }
    }

    private int entry(int page, int field) {
      return source.get(Bits.INT, index + (long) page * ENTRY_BYTES + field * 4L);
    }
  }

  private static final class Decimal extends StringTable {
    private final byte[] prefix;
    private final byte[] suffix;
    private final int digits;
    private final Numbers numbers;

    Decimal(ByteInput in, int size, Zstd zstd) {
      prefix = in.sized();
      suffix = in.sized();
      digits = in.u8();
      numbers = Numbers.open(in, size, zstd);
    }

    @Override
    byte[] get(int index) {
      long number = numbers.get(index);
      int length = Math.max(digits, digitCount(number));
      byte[] value = Arrays.copyOf(prefix, prefix.length + length + suffix.length);
      for (int i = prefix.length + length - 1; i >= prefix.length; i--) {
        value[i] = (byte) ('0' + number % 10);
        number /= 10;
      }
      System.arraycopy(suffix, 0, value, prefix.length + length, suffix.length);
      return value;
    }

    @Override
    int find(byte[] value) {
      int length = value.length - prefix.length - suffix.length;
      if (length < 1 || length > IdShape.Decimal.DIGITS_MAX) {
        return -1;
      }
      long number = 0;
      for (int i = prefix.length; i < prefix.length + length; i++) {
        number = number * 10 + value[i] - '0';
      }
      long[] all = new long[numbers.size()];
      numbers.read(all);
      for (int i = 0; i < all.length; i++) {
        if (all[i] == number) { // one at most: distinct values have distinct numbers
          return Arrays.equals(get(i), value) ? i : -1;
        }
      }
      return -1;
    }

    private static int digitCount(long number) {
      int count = 1;
      for (long rest = number / 10; rest != 0; rest /= 10) {
        count++;
      }
      return count;
    }
  }

  private static final class Hex extends StringTable {
    private final MemorySegment source;
    private final int size;
    private final byte[] template;
    private final byte[] positions;
    private final int bytesPerValue;
    private final long values;

    Hex(ByteInput in, int size) {
      this.source = in.source();
      this.size = size;
      template = in.sized();
      positions = in.bytes((template.length + 7) >>> 3);
      int digits = 0;
      for (int i = 0; i < template.length; i++) {
        digits += IdShape.Hex.isDigit(positions, i) ? 1 : 0;
      }
      bytesPerValue = (digits + 1) / 2;
      values = in.position();
      in.skip((long) bytesPerValue * size);
    }

    @Override
    byte[] get(int index) {
      byte[] value = template.clone();
      long at = values + (long) bytesPerValue * index;
      boolean isUpper = true;
      for (int i = 0; i < template.length; i++) {
        if (IdShape.Hex.isDigit(positions, i)) {
          int pair = source.get(ValueLayout.JAVA_BYTE, at);
          value[i] = (byte) Character.forDigit((isUpper ? pair >>> 4 : pair) & 0xf, 16);
          at += isUpper ? 0 : 1;
          isUpper = !isUpper;
        }
      }
      return value;
    }

    @Override
    int find(byte[] value) {
      if (value.length != template.length) {
        return -1;
      }
      for (int i = 0; i < size; i++) {
        if (Arrays.equals(get(i), value)) {
          return i;
        }
      }
      return -1;
    }
  }
}
