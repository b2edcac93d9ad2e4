// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInterner;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnReader;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the distinct values of a column, unless they are too many for a dictionary: a column
 * whose values hardly repeat is smaller without one, and is found by filters instead.
 */
final class DictionaryBuilder {

  private static final int SIZE_MAX = 1 << 16;
  private static final int BYTES_MAX = 4 << 20;
  private static final int VALUE_BYTES_MAX = 1024;
  private static final int SIZE_ALWAYS = 1024;
  private static final int VALUES_PER_ENTRY = 4;
  private static final int SAMPLE = 16 * 1024;

  private final ByteInterner values = new ByteInterner();
  private final ColumnBlock block = new ColumnBlock();
  private final BitSet used = new BitSet();
  private ByteStrings dictionary = ByteStrings.NONE;
  private long valueCount;
  private boolean isTooLarge;

  /**
   * Adds the values of a source.
   *
   * @param kept the rows that are written; null for all
   */
  void add(ColumnReader reader, int blockCount, @Nullable BitSet kept) {
    for (int i = 0; i < blockCount && !isTooLarge; i++) {
      reader.read(i, block);
      if (block.dictionary != dictionary) {
        intern();
        dictionary = block.dictionary;
      }
      for (int j = 0; j < block.count; j++) {
        if (kept == null || kept.get(block.rows[j])) {
          used.set((int) block.values[j]);
          valueCount++;
        }
      }
      if (valueCount > SAMPLE) {
        isTooLarge |= isTooLarge(values.size() + used.cardinality());
      }
    }
    intern();
    dictionary = ByteStrings.NONE;
  }

  /** The distinct values; null if there are too many of them. */
  @Nullable ByteInterner values() {
    return isTooLarge || isTooLarge(values.size()) ? null : values;
  }

  private void intern() {
    for (int code = used.nextSetBit(0);
        code >= 0 && !isTooLarge;
        code = used.nextSetBit(code + 1)) {
      byte[] value = dictionary.get(code);
      if (value.length > VALUE_BYTES_MAX) {
        isTooLarge = true;
      } else {
        values.intern(value);
        isTooLarge = values.size() > SIZE_MAX || values.bytes() > BYTES_MAX;
      }
    }
    used.clear();
  }

  private boolean isTooLarge(int size) {
    return size > SIZE_MAX || (size > SIZE_ALWAYS && size > valueCount / VALUES_PER_ENTRY);
  }
}
