// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StationTest {

  private final Simulation simulation = new Simulation(FreePacer.unbounded());
  private final List<String> log = new ArrayList<>();

  @Test
  void acquire_moreCustomersThanServers_servesInOrderOfArrival() throws InterruptedException {
    Station station = new Station(2);
    for (int customer = 0; customer < 4; customer++) {
      String name = "c" + customer;
      spawn(
          customer,
          strand -> {
            station.acquire(strand);
            log.add(name + " from " + strand.nowNanos());
            strand.elapse(100);
            station.release(strand);
          });
    }
    simulation.run();
    assertThat(log).containsExactly("c0 from 0", "c1 from 1", "c2 from 100", "c3 from 101");
    assertThat(station.busyCount()).isZero();
  }

  @Test
  void acquire_patienceEnds_leavesTheLine() throws InterruptedException {
    Station station = new Station(1);
    spawn(
        0,
        strand -> {
          station.acquire(strand);
          strand.elapse(100);
          station.release(strand);
        });
    spawn(
        10,
        strand -> {
          boolean served = station.acquire(strand, 20);
          log.add(served + " at " + strand.nowNanos());
        });
    spawn(
        11,
        strand -> {
          boolean served = station.acquire(strand, 500);
          log.add(served + " at " + strand.nowNanos());
        });
    simulation.run();
    assertThat(log).containsExactly("false at 30", "true at 100");
    assertThat(station.waitingCount()).isZero();
  }

  /**
   * Waiting must follow queueing theory: M/M/1 at 80 % load waits four service times on average.
   */
  @Test
  void acquire_poissonArrivals_waitAsTheoryPredicts() throws InterruptedException {
    Station station = new Station(1);
    SplittableRandom random = new SplittableRandom(42);
    int customerCount = 40_000;
    double[] totalWait = {0};
    long atNanos = 0;
    for (int customer = 0; customer < customerCount; customer++) {
      atNanos += (long) (random.nextExponential() * 1_250_000);
      long serviceNanos = (long) (random.nextExponential() * 1_000_000);
      spawn(
          atNanos,
          strand -> {
            long arrivedNanos = strand.nowNanos();
            station.acquire(strand);
            totalWait[0] += strand.nowNanos() - arrivedNanos;
            strand.elapse(serviceNanos);
            station.release(strand);
          });
    }
    simulation.run();
    // The mean of this many correlated waits still varies by several percent from seed to seed.
    assertThat(totalWait[0] / customerCount).isBetween(3_200_000.0, 4_800_000.0);
  }

  @Test
  void construct_noServers_isRefused() {
    assertThatThrownBy(() -> new Station(0)).hasMessage("serverCount: 0 (expected: >= 1)");
  }

  private void spawn(long atNanos, java.util.function.Consumer<Strand> body) {
    simulation.spawn(atNanos, new SplittableRandom(atNanos), body);
  }
}
