// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import dev.clew.store.segment.part.ByteStrings;
import org.jspecify.annotations.Nullable;

/**
 * The byte strings of one block, read in place as {@link StringsWriter} wrote them.
 *
 * <p>Threads: one at a time, since a page that was decompressed is kept for the next value.
 */
public final class Strings implements ByteStrings {

  /** Reads a large value, which lies elsewhere in the file. */
  public interface LargeValues {
    /** The value at an offset. */
    byte[] read(long offset);

    /** The length of the value at an offset, without reading it. */
    int length(long offset);
  }

  private final ByteInput in;
  private final LargeValues largeValues;
  private final int distinct;
  private final int large;
  private final @Nullable Numbers codes;
  private final long largeOffset;
  private final StringTable table;
  private final int filterWords;
  private final long filterOffset;

  /**
   * Opens a block.
   *
   * @param count how many values it has
   */
  public Strings(ByteInput in, int count, Zstd zstd, LargeValues largeValues) {
    this.in = in;
    this.largeValues = largeValues;
    distinct = in.count();
    large = in.count();
    codes = in.u8() == 1 ? null : Numbers.open(in, count, zstd);
    largeOffset = in.position();
    in.skip((long) large * Long.BYTES);
    table = StringTable.open(in, distinct, zstd);
    filterWords = in.count();
    filterOffset = in.position();
  }

  /** How many distinct values there are; equal values have equal codes. */
  @Override
  public int size() {
    return distinct + large;
  }

  @Override
  public byte[] get(int code) {
    return code < distinct ? table.get(code) : largeValues.read(largeOffset(code));
  }

  /** Whether a distinct value is one of those written elsewhere. */
  public boolean isLarge(int code) {
    return code >= distinct;
  }

  /** Whether a value that {@link #isLarge} has this length. */
  public boolean hasLength(int code, int length) {
    return largeValues.length(largeOffset(code)) == length;
  }

  /** The code of the {@code index}-th value. */
  public int code(int index) {
    return codes == null ? index : (int) codes.get(index);
  }

  /** The codes of all values. */
  public void codes(int count, long[] target) {
    if (codes != null) {
      codes.read(target);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[i] = i;
    }
  }

  /** The code of a value that is not large, or -1. */
  public int find(byte[] value) {
    long hash = ByteInterner.hash(value, 0, value.length);
    return ValueFilter.mayContain(in.source(), filterOffset, filterWords, hash)
        ? table.find(value)
        : -1;
  }

  private long largeOffset(int code) {
    return in.source().get(Bits.LONG, largeOffset + (long) (code - distinct) * Long.BYTES);
  }
}
