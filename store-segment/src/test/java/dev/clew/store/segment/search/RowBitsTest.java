// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.segment.part.Part;
import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RowBitsTest {

  @Test
  void walks_inBothDirections_visitEveryRowOnce() {
    Seeds.check(
        100,
        random -> {
          int first = random.nextInt(3);
          int from = first * Part.BLOCK_ROWS;
          int to = from + 2 * Part.BLOCK_ROWS;
          RowBits bits = new RowBits(first, first + 2);
          TreeSet<Integer> expected = new TreeSet<>();
          for (int i = random.nextInt(200); i > 0; i--) {
            int row = random.nextInt(from, to);
            bits.set(row);
            expected.add(row);
          }
          int keepFrom = random.nextInt(from, to);
          int keepTo = random.nextInt(keepFrom, to);
          if (random.nextBoolean()) {
            bits.keep(keepFrom, keepTo);
            expected.removeIf(row -> row < keepFrom || row >= keepTo);
          }

          List<Integer> forwards = new ArrayList<>();
          for (int row = bits.next(0); row >= 0; row = bits.next(row + 1)) {
            forwards.add(row);
          }
          List<Integer> backwards = new ArrayList<>();
          for (int row = bits.previous(to + 5); row >= 0; row = bits.previous(row - 1)) {
            backwards.add(row);
          }
          assertThat(forwards).containsExactlyElementsOf(expected);
          assertThat(backwards).containsExactlyElementsOf(expected.descendingSet());
        });
  }
}
