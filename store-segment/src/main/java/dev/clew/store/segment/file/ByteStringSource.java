// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ByteStrings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A column of byte strings of one source, read with the codes of what is written. A value is looked
 * at once per dictionary, not once per row.
 */
final class ByteStringSource {

  private final SourceColumn column;
  private ByteStrings wideDictionary = ByteStrings.NONE; // the first one; often the only one
  private @Nullable Translation wideTranslation;

  ByteStringSource(SourceColumn column) {
    this.column = column;
  }

  /** Does what {@link SourceColumn#gather} does, and translates. */
  void gather(int row, int count, int targetRow, BlockValues target, ValueCoder coder)
      throws IOException {
    int begin = target.count;
    SourceColumn.Slot slot = column.gather(row, count, targetRow, target);
    if (target.count == begin) {
      return;
    }
    Translation translation = translation(slot);
    int epoch = coder.epoch();
    for (int i = begin; i < target.count; i++) {
      int code = (int) target.values[i];
      if (translation.epochs[code] != epoch) {
        byte[] value = slot.dictionary.get(code);
        translation.codes[code] = coder.code(value, code, translation.largeOffsets);
        translation.epochs[code] = epoch;
      }
      target.values[i] = translation.codes[code];
    }
  }

  private Translation translation(SourceColumn.Slot slot) {
    Translation known = slot.translation;
    if (known != null) {
      return known;
    }
    Translation translation;
    if (wideTranslation != null && slot.dictionary == wideDictionary) {
      translation = wideTranslation;
    } else {
      translation = new Translation(slot.dictionary.size());
    }
    if (wideTranslation == null) {
      wideDictionary = slot.dictionary;
      wideTranslation = translation;
    }
    slot.translation = translation;
    return translation;
  }
}
