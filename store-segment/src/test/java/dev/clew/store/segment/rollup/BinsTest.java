// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void quantile_isWithinOnePercent() {
    Seeds.check(
        20,
        random -> {
          double[] values = new double[random.nextInt(1, 500)];
          Bins bins = new Bins();
          for (int i = 0; i < values.length; i++) {
            values[i] =
                random.nextInt(10) == 0
                    ? 0
                    : (double) (random.nextLong() >>> random.nextInt(1, 63));
            bins.add(values[i], 1);
          }
          Arrays.sort(values);
          for (double quantile : new double[] {0, 0.1, 0.5, 0.99, 1}) {
            double expected = values[(int) (quantile * (values.length - 1))];
            assertThat(bins.quantile(quantile)).isCloseTo(expected, within(expected * 0.0101));
          }
        });
  }

  @Test
  void bins_whatIsTakenBack_isGone() {
    Bins bins = new Bins();
    Bins late = new Bins();
    bins.add(5_000, 1);
    bins.add(7_000_000, 1);
    bins.add(0, 1);
    late.add(7_000_000, -1);
    late.add(0, -1);

    bins.addAll(late);

    assertThat(bins.quantile(1)).isCloseTo(5_000, within(51.0));
    assertThat(bins.size()).isEqualTo(1);
    assertThat(bins.zeroCount()).isZero();
  }

  @Test
  void clear_usedAgain_holdsOnlyTheNew() {
    Bins bins = new Bins();
    bins.add(1, 3);
    bins.add(1e15, 3);
    bins.clear();
    bins.add(4_000, 1);

    assertThat(bins.size()).isEqualTo(1);
    assertThat(bins.quantile(0)).isCloseTo(4_000, within(41.0));
    assertThat(new Bins().quantile(0.5)).isNaN();
  }
}
