// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Numbers as {@link NumberWriter} wrote them, read in place.
 *
 * <p>Threads: any number at once; immutable. Cost: opening reads a header of a few bytes, except
 * for the compressed form, which is decompressed then.
 */
public abstract sealed class Numbers {

  private final int size;

  private Numbers(int size) {
    this.size = size;
  }

  /** Opens {@code size} numbers and leaves the input behind them. */
  public static Numbers open(ByteInput in, int size, Zstd zstd) {
    int kind = in.u8();
    return switch (kind) {
      case NumberWriter.CONSTANT -> new Constant(in.zigzag(), size);
      case NumberWriter.PACKED -> new Packed(in, size);
      case NumberWriter.TIERED -> new Tiered(in, size);
      case NumberWriter.TABLE -> new Table(in, size, zstd);
      case NumberWriter.COMPRESSED -> new Decompressed(in, size, zstd);
      default -> throw new IllegalArgumentException("numbers: " + kind + " (expected: 0 to 4)");
    };
  }

  /** How many there are. */
  public final int size() {
    return size;
  }

  /** One of them. */
  public abstract long get(int index);

  /** All of them, into an array that has room for {@link #size}. */
  public final void read(long[] target) {
    read(0, size, target);
  }

  /** {@code count} of them from {@code begin} on. */
  public abstract void read(int begin, int count, long[] target);

  private static final class Constant extends Numbers {
    private final long value;

    Constant(long value, int size) {
      super(size);
      this.value = value;
    }

    @Override
    public long get(int index) {
      return value;
    }

    @Override
    public void read(int begin, int count, long[] target) {
      Arrays.fill(target, 0, count, value);
    }
  }

  private static final class Packed extends Numbers {
    private final MemorySegment source;
    private final long base;
    private final long scale;
    private final int width;
    private final long offset;

    Packed(ByteInput in, int size) {
      super(size);
      source = in.source();
      base = in.zigzag();
      scale = in.varint();
      width = in.u8();
      offset = in.position();
      in.skip(Bits.bytes(width, size));
    }

    @Override
    public long get(int index) {
      return base + scale * Bits.get(source, offset, width, index);
    }

    @Override
    public void read(int begin, int count, long[] target) {
      Bits.unpack(source, offset, width, begin, count, target);
      if (base != 0 || scale != 1) {
        for (int i = 0; i < count; i++) {
          target[i] = base + scale * target[i];
        }
      }
    }
  }

  private static final class Tiered extends Numbers {
    private final MemorySegment source;
    private final long base;
    private final long scale;
    private final boolean signed;
    private final int tierBits;
    private final byte[] widths;
    private final long groups;
    private final long tiers;
    private final long bits;

    Tiered(ByteInput in, int size) {
      super(size);
      source = in.source();
      base = in.zigzag();
      scale = in.varint();
      signed = in.u8() == 1;
      tierBits = in.u8();
      widths = in.bytes(1 << tierBits);
      long length = in.varint();
      groups = in.position();
      tiers = groups + (size + TierChooser.GROUP - 1L) / TierChooser.GROUP * Integer.BYTES;
      bits = tiers + Bits.bytes(tierBits, size);
      in.skip(bits + ((length + 7) >>> 3) - groups);
    }

    @Override
    public long get(int index) {
      int group = index / TierChooser.GROUP;
      long bit = source.get(Bits.INT, groups + (long) group * Integer.BYTES);
      for (int i = group * TierChooser.GROUP; i < index; i++) {
        bit += width(i);
      }
      return value(Bits.any(source, bits, bit, width(index)));
    }

    @Override
    public void read(int begin, int count, long[] target) {
      int first = begin - begin % TierChooser.GROUP;
      long bit = source.get(Bits.INT, groups + (long) (first / TierChooser.GROUP) * Integer.BYTES);
      for (int i = first; i < begin; i++) {
        bit += width(i);
      }
      Bits.unpack(source, tiers, tierBits, begin, count, target);
      for (int i = 0; i < count; i++) {
        int width = widths[(int) target[i]];
        target[i] = value(Bits.any(source, bits, bit, width));
        bit += width;
      }
    }

    private int width(int index) {
      return widths[(int) Bits.get(source, tiers, tierBits, index)];
    }

    private long value(long x) {
      return base + scale * (signed ? (x >>> 1) ^ -(x & 1) : x);
    }
  }

  private static final class Table extends Numbers {
    private final MemorySegment source;
    private final long[] values;
    private final int width;
    private final long offset;

    Table(ByteInput in, int size, Zstd zstd) {
      super(size);
      source = in.source();
      values = new long[in.count()];
      open(in, values.length, zstd).read(values);
      width = in.u8();
      offset = in.position();
      in.skip(Bits.bytes(width, size));
    }

    @Override
    public long get(int index) {
      return values[(int) Bits.get(source, offset, width, index)];
    }

    @Override
    public void read(int begin, int count, long[] target) {
      Bits.unpack(source, offset, width, begin, count, target);
      for (int i = 0; i < count; i++) {
        target[i] = values[(int) target[i]];
      }
    }
  }

  private static final class Decompressed extends Numbers {
    private final MemorySegment values;
    private final long base;
    private final int width;

    Decompressed(ByteInput in, int size, Zstd zstd) {
      super(size);
      base = in.zigzag();
      int bytesPerValue = in.u8();
      int length = in.count();
      byte[] raw = new byte[size * bytesPerValue + Bits.PADDING];
      zstd.decompress(in.source(), in.position(), length, raw, size * bytesPerValue);
      in.skip(length);
      values = MemorySegment.ofArray(raw);
      width = bytesPerValue * Byte.SIZE;
    }

    @Override
    public long get(int index) {
      return base + Bits.get(values, 0, width, index);
    }

    @Override
    public void read(int begin, int count, long[] target) {
      Bits.unpack(values, 0, width, begin, count, target);
      for (int i = 0; i < count; i++) {
        target[i] += base;
      }
    }
  }
}
