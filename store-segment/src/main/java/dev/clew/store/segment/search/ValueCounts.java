// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.store.query.Field;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.ValueCount;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the spans per value of one field. */
final class ValueCounts {

  private final Map<AttributeValue, Long> counts = new HashMap<>();
  private final Field field;
  private final TimeRange range;
  private final Budget budget;

  ValueCounts(Field field, TimeRange range, Budget budget) {
    this.field = field;
    this.range = range;
    this.budget = budget;
  }

  void add(Part part) {
    ValueReader reader = part.values(field);
    BlockMatcher inRange = new FilterCompiler(part).compile(SpanFilter.all(), range);
    int[] codes = new int[Part.BLOCK_ROWS];
    long[] bits = new long[Part.BLOCK_WORDS];
    long[] byCode = new long[64];
    for (int block = 0; block < part.blockCount(); block++) {
      if (!inRange.mayMatch(block)) {
        continue;
      }
      if (!budget.spend(part.blockRows(block), 1)) {
        break;
      }
      Arrays.fill(bits, 0);
      inRange.match(block, bits);
      reader.codes(block, codes);
      for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
        int code = codes[i];
        if (code >= 0 && (bits[i >> 6] & (1L << i)) != 0) {
          if (code >= byCode.length) {
            byCode = Arrays.copyOf(byCode, Math.max(code + 1, byCode.length * 2));
          }
          byCode[code]++;
        }
      }
    }
    for (int code = 0; code < byCode.length; code++) {
      if (byCode[code] > 0) {
        counts.merge(reader.value(code), byCode[code], Long::sum);
      }
    }
  }

  /** The most frequent values; equal counts in order of their text. */
  List<ValueCount> top(int limit) {
    return counts.entrySet().stream()
        .map(e -> new ValueCount(e.getKey(), e.getValue()))
        .sorted(
            Comparator.comparingLong(ValueCount::spanCount)
                .reversed()
                .thenComparing(v -> PlainText.of(v.value())))
        .limit(limit)
        .toList();
  }
}
