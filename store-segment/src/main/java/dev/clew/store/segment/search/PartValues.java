// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.store.query.Field;
import dev.clew.store.segment.encoding.PairIds;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many spans of a part have which value of a field: counted once per field, then kept with the
 * part; of a part that grows, only what is new is counted.
 *
 * <p>Limits: {@value #VALUES_MAX} values of a field, {@value #FIELDS_MAX} fields; of those asked
 * for last.
 *
 * <p>Threads: any number at once; they wait for each other.
 */
final class PartValues {

  private static final int VALUES_MAX = 10_000;
  private static final int FIELDS_MAX = 64;

  private final ReentrantLock lock = new ReentrantLock(); // of the map and what is in it
  private final Map<Field, Counts> fields = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Counts {
    final Map<AttributeValue, Long> byValue = new HashMap<>();
    int countedRows;
    boolean isTooMany;
  }

  /**
   * The spans by their first value; empty if there are too many values.
   *
   * @param part the part, or a later state of the one that was asked about before
   * @param field one that spans have by themselves
   */
  Optional<Map<AttributeValue, Long>> counts(Part part, Field field, Budget budget) {
    lock.lock();
    try {
      Counts counts = fields.computeIfAbsent(field, _ -> new Counts());
      if (fields.size() > FIELDS_MAX) {
        fields.remove(fields.keySet().iterator().next());
      }
      if (!counts.isTooMany && part.rowCount() > counts.countedRows) {
        count(part, field, counts, budget);
      }
      return counts.isTooMany ? Optional.empty() : Optional.of(Map.copyOf(counts.byValue));
    } finally {
      lock.unlock();
    }
  }

  /** Counts the new rows, or, if the budget ends before, none of them. */
  private static void count(Part part, Field field, Counts target, Budget budget) {
    ValueReader reader = part.values(field);
    PairIds distinct = new PairIds(); // of nothing and code
    List<long[]> counts = new ArrayList<>();
    int[] codes = new int[Part.BLOCK_ROWS];
    for (int block = target.countedRows / Part.BLOCK_ROWS; block < part.blockCount(); block++) {
      budget.spendOrThrow(part.blockRows(block), 1);
      reader.codes(block, codes);
      int first = Math.max(0, target.countedRows - block * Part.BLOCK_ROWS);
      for (int i = first, rows = part.blockRows(block); i < rows; i++) {
        if (codes[i] >= 0) {
          int id = distinct.id(0, codes[i]);
          if (id == counts.size()) {
            counts.add(new long[1]);
          }
          counts.get(id)[0]++;
        }
      }
      if (distinct.size() > VALUES_MAX) {
        target.isTooMany = true;
        target.byValue.clear();
        return;
      }
    }
    for (int id = 0; id < distinct.size(); id++) {
      target.byValue.merge(reader.value(distinct.second(id)), counts.get(id)[0], Long::sum);
    }
    target.countedRows = part.rowCount();
  }
}
