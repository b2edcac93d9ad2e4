// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairIdsTest {

  @Test
  void id_ofManyPairs_isDenseAndUnfolds() {
    PairIds ids = new PairIds();
    Map<Integer, int[]> pairs = new HashMap<>();
    for (int first = 0; first < 300; first++) {
      for (int second = 0; second < 30; second++) {
        pairs.put(ids.id(first, second * 7), new int[] {first, second * 7});
      }
    }

    assertThat(ids.size()).isEqualTo(9_000);
    assertThat(pairs).hasSize(9_000);
    pairs.forEach((id, pair) -> {
      assertThat(id).isBetween(0, 8_999);
      assertThat(new int[] {ids.first(id), ids.second(id)}).isEqualTo(pair);
      assertThat(ids.id(pair[0], pair[1])).isEqualTo(id);
    });
  }
}
