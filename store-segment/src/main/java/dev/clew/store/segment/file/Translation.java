// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ByteStrings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes of a source's dictionary as codes of what is written, as far as they have come up. What is
 * written has a new dictionary in each epoch.
 */
final class Translation {
  private final int[] codes;
  private final int[] epochs;

  /** Where large values that have come up are in the file, by code of the source. */
  private final Map<Integer, Long> largeOffsets = new HashMap<>();

  Translation(int size) {
    codes = new int[size];
    epochs = new int[size];
  }

  /** Replaces the source's codes in {@code target}, from {@code begin} on, by those written. */
  void translate(BlockValues target, int begin, ByteStrings dictionary, ValueCoder coder)
      throws IOException {
    int epoch = coder.epoch();
    for (int i = begin; i < target.count; i++) {
      int code = (int) target.values[i];
      if (epochs[code] != epoch) {
        codes[code] = coder.code(dictionary.get(code), code, largeOffsets);
        epochs[code] = epoch;
      }
      target.values[i] = codes[code];
    }
  }
}
