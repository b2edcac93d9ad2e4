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
    translation(slot).translate(target, begin, slot.dictionary, coder);
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
