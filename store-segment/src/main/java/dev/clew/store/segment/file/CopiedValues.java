// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.part.ByteStrings;

/**
 * What the strings of one column are called in a builder. When many rows are copied, each distinct
 * string is read and looked up once instead of once per row.
 */
final class CopiedValues {

  /** A table that is larger than this for each row to come costs more than it saves. */
  private static final int CODES_PER_ROW = 4;

  private final SpanBatchBuilder target;
  private final int rows;
  private ByteStrings known = ByteStrings.NONE;
  private int[] references = {}; // by code, plus one; empty if looking up is cheaper

  CopiedValues(SpanBatchBuilder target, int rows) {
    this.target = target;
    this.rows = rows;
  }

  /** The builder's reference for the value at a rank of an open block. */
  int reference(Chunk chunk, int rank) {
    int code = (int) chunk.value(rank);
    ByteStrings dictionary = chunk.dictionary();
    if (dictionary != known) {
      known = dictionary;
      boolean worthIt = dictionary.size() <= (long) rows * CODES_PER_ROW;
      references = worthIt ? new int[dictionary.size()] : new int[0];
    }
    if (references.length == 0) {
      return intern(dictionary, code);
    }
    if (references[code] == 0) {
      references[code] = intern(dictionary, code) + 1;
    }
    return references[code] - 1;
  }

  private int intern(ByteStrings dictionary, int code) {
    byte[] value = dictionary.get(code);
    return target.intern(value, 0, value.length);
  }
}
