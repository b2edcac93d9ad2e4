// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInterner;
import java.io.IOException;
import java.util.Map;

/** Gives byte strings the codes under which they are written. */
sealed interface ValueCoder {

  /** Which dictionary codes belong to; never zero. */
  int epoch();

  /**
   * The code of a source's value that has none yet in this epoch.
   *
   * @param sourceCode its code in the source
   * @param largeOffsets what is known of the source's large values
   */
  int code(byte[] value, int sourceCode, Map<Integer, Long> largeOffsets) throws IOException;

  /** All values have their place in one sorted dictionary. */
  final class Wide implements ValueCoder {
    private final ByteInterner values;
    private final int[] ranks;

    Wide(ByteInterner values, int[] sorted) {
      this.values = values;
      this.ranks = new int[sorted.length];
      for (int i = 0; i < sorted.length; i++) {
        ranks[sorted[i]] = i;
      }
    }

    @Override
    public int epoch() {
      return 1;
    }

    @Override
    public int code(byte[] value, int sourceCode, Map<Integer, Long> largeOffsets) {
      return ranks[values.find(value)];
    }
  }

  /** Each block has a dictionary of its own. */
  final class Local implements ValueCoder {
    private final LocalValues values;
    private int epoch;

    Local(LocalValues values) {
      this.values = values;
    }

    void nextBlock() {
      values.clear();
      epoch++;
    }

    @Override
    public int epoch() {
      return epoch;
    }

    @Override
    public int code(byte[] value, int sourceCode, Map<Integer, Long> largeOffsets)
        throws IOException {
      Long known = largeOffsets.get(sourceCode);
      if (known != null) {
        return values.large(known);
      }
      int code = values.code(value);
      if (code < 0) {
        largeOffsets.put(sourceCode, values.largeOffset(code));
      }
      return code;
    }
  }
}
