// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TraceTreeTest {

  @Test
  void below_aChain_isEverythingUnderIt() {
    TraceTree tree = new TraceTree(new long[] {1, 2, 3}, new long[] {0, 1, 2});

    assertThat(tree.below(bits(0))).isEqualTo(bits(1, 2));
    assertThat(tree.below(bits(1))).isEqualTo(bits(2));
    assertThat(tree.above(bits(2))).isEqualTo(bits(0, 1));
  }

  /** Zipkin's client and server halves of one call share an id. */
  @Test
  void parents_ofASharedId_areBothHalves() {
    TraceTree tree = new TraceTree(new long[] {1, 1, 2}, new long[] {0, 0, 1});

    List<Integer> parents = new ArrayList<>();
    tree.parents(2, parents::add);
    assertThat(parents).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void below_aCircleOfOneStart_doesNotHoldTheStart() {
    TraceTree tree = new TraceTree(new long[] {1, 2}, new long[] {2, 1});

    assertThat(tree.below(bits(0))).isEqualTo(bits(1));
    assertThat(tree.below(bits(0, 1))).isEqualTo(bits(0, 1));
  }

  /** Every walk against the definition: a path of one step or more from some other start. */
  @Test
  void walks_ofRandomTrees_agreeWithTheDefinition() {
    Seeds.check(
        200,
        random -> {
          int size = 1 + random.nextInt(12);
          long[] ids = new long[size];
          long[] parentIds = new long[size];
          for (int i = 0; i < size; i++) {
            ids[i] = random.nextLong(1, size + 1L);
            parentIds[i] = random.nextLong(size + 2L);
          }
          BitSet starts = random(random, size);
          TraceTree tree = new TraceTree(ids, parentIds);

          assertThat(tree.below(starts)).isEqualTo(reach(ids, parentIds, starts, false));
          assertThat(tree.above(starts)).isEqualTo(reach(ids, parentIds, starts, true));
        });
  }

  private static BitSet reach(long[] ids, long[] parentIds, BitSet starts, boolean up) {
    int size = ids.length;
    boolean[][] path = new boolean[size][size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        long id = up ? parentIds[a] : parentIds[b];
        path[a][b] = a != b && id != 0 && id == (up ? ids[b] : ids[a]);
      }
    }
    for (int k = 0; k < size; k++) {
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          path[a][b] |= path[a][k] && path[k][b];
        }
      }
    }
    BitSet reached = new BitSet();
    for (int span = 0; span < size; span++) {
      int target = span;
      reached.set(span, starts.stream().anyMatch(start -> start != target && path[start][target]));
    }
    return reached;
  }

  private static BitSet random(RandomGenerator random, int size) {
    BitSet bits = new BitSet();
    for (int i = 0; i < size; i++) {
      bits.set(i, random.nextInt(3) == 0);
    }
    return bits;
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
