// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.DoubleScale;
import dev.clew.store.segment.encoding.Numbers;
import dev.clew.store.segment.encoding.Presence;
import dev.clew.store.segment.encoding.Strings;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.Part;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one block, opened again and again for other blocks.
 *
 * <p>Values are numbered by their rank among those of the block. Threads: one at a time.
 */
final class Chunk {

  private final StoredColumn column;
  private final long[] present = new long[Part.BLOCK_WORDS];
  private int block = -1;
  private int count;
  private boolean isFull;
  private int decimals = DoubleScale.NONE;
  private @Nullable Numbers numbers;
  private @Nullable Strings strings;

  Chunk(StoredColumn column) {
    this.column = column;
  }

  /** Opens a block; no-op if it is open. */
  Chunk open(int wanted) {
    if (block == wanted) {
      return this;
    }
    numbers = null;
    strings = null;
    block = wanted;
    isFull = false;
    count = 0;
    if (column.isEmpty(wanted)) {
      return this;
    }
    ByteInput in = column.chunk(wanted);
    long presence = in.varint();
    count = in.count();
    isFull = presence == 0;
    if (!isFull) {
      ByteInput rows = column.file().frames().checked(column.chunkOffset(wanted) - presence);
      Presence.read(rows, column.blockRows(wanted), column.file().zstd(), present);
    }
    if (column.form() == SegmentFormat.STRINGS) {
      strings = new Strings(in, count, column.file().zstd(), column.file());
    } else {
      decimals = column.form() == SegmentFormat.DOUBLES ? in.u8() : DoubleScale.NONE;
      numbers = Numbers.open(in, count, column.file().zstd());
    }
    return this;
  }

  /** How many values the block has. */
  int count() {
    return count;
  }

  /** Whether every row of the block has a value. */
  boolean isFull() {
    return isFull;
  }

  /** The rank of a row's value, counting rows from the block's first; -1 if it has none. */
  int rank(int row) {
    if (isFull) {
      return row;
    }
    return count > 0 && Presence.has(present, row) ? Presence.rank(present, row) : -1;
  }

  /** The rows that have a value, each plus {@code base}. */
  void rows(int base, int[] target) {
    if (isFull) {
      for (int i = 0; i < count; i++) {
        target[i] = base + i;
      }
    } else if (count > 0) {
      Presence.rows(present, base, target);
    }
  }

  /** A number, the bits of a double, or a code, by rank. */
  long value(int rank) {
    if (strings != null) {
      return strings.code(rank);
    }
    return DoubleScale.bits(opened().get(rank), decimals);
  }

  /** All values, as {@link #value}. */
  void values(long[] target) {
    if (strings != null) {
      strings.codes(count, target);
    } else if (count > 0) {
      opened().read(target);
      if (decimals != DoubleScale.NONE) {
        for (int i = 0; i < count; i++) {
          target[i] = DoubleScale.bits(target[i], decimals);
        }
      }
    }
  }

  /** What codes stand for: the column's dictionary or the block's own. */
  ByteStrings dictionary() {
    if (column.form() == SegmentFormat.CODES) {
      return column.dictionary();
    }
    return strings == null ? ByteStrings.NONE : strings;
  }

  /** The block's own byte strings, if the form is STRINGS and the block has values. */
  @Nullable Strings strings() {
    return strings;
  }

  StoredColumn column() {
    return column;
  }

  private Numbers opened() {
    if (numbers == null) {
      throw new IllegalStateException("block: " + block + " (expected: one with values)");
    }
    return numbers;
  }
}
