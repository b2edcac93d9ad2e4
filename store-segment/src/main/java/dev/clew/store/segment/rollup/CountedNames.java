// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.PlainText;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names by which spans are counted: of those that are deleted, and which no other span has, so
 * that figures forget them, too.
 *
 * <p>Cost: a pass over some dictionary columns. Confined to one thread.
 */
public final class CountedNames {

  private final List<Field> fields;
  private final Set<String> names = new HashSet<>();

  /** No names yet. */
  public CountedNames(RollupConfig config) {
    fields = new ArrayList<>(List.of(Intrinsic.SERVICE_NAME, Intrinsic.NAME));
    fields.addAll(config.modelFields());
    fields.addAll(config.modelVersionFields());
  }

  /** Adds the names of these rows. */
  public void add(Part part, BitSet rows) {
    for (Field field : fields) {
      names.addAll(of(part, field, rows));
    }
    names.remove("");
  }

  /** Takes away the names of these rows. */
  public void removeAll(Part part, BitSet rows) {
    for (Field field : fields) {
      if (!names.isEmpty()) {
        names.removeAll(of(part, field, rows));
      }
    }
  }

  /** The names that are left. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  private static Set<String> of(Part part, Field field, BitSet rows) {
    ValueReader reader = part.values(field);
    BitSet seen = new BitSet();
    int[] codes = new int[Part.BLOCK_ROWS];
    for (int block = 0; block < part.blockCount(); block++) {
      int begin = block * Part.BLOCK_ROWS;
      int end = begin + part.blockRows(block);
      int row = rows.nextSetBit(begin);
      if (row >= 0 && row < end) {
        reader.codes(block, codes);
        for (; row >= 0 && row < end; row = rows.nextSetBit(row + 1)) {
          if (codes[row - begin] >= 0) {
            seen.set(codes[row - begin]);
          }
        }
      }
    }
    Set<String> texts = new HashSet<>();
    seen.stream().forEach(code -> texts.add(PlainText.of(reader.value(code))));
    return texts;
  }
}
