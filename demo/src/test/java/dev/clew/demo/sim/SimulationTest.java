// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private final FreePacer pacer = FreePacer.unbounded();
  private final Simulation simulation = new Simulation(pacer);
  private final List<String> log = new ArrayList<>();

  @Test
  void run_takesTurnsInOrderOfTime() throws InterruptedException {
    spawn(0, strand -> noteAt(strand, "a", 10, 40));
    spawn(0, strand -> noteAt(strand, "b", 20, 40));
    simulation.run();
    assertThat(log).containsExactly("a@10", "b@20", "a@50", "b@60");
  }

  @Test
  void run_sameNanosecond_goesByOrderOfCreation() throws InterruptedException {
    for (String name : List.of("a", "b", "c")) {
      spawn(7, strand -> noteAt(strand, name, 1));
    }
    simulation.run();
    assertThat(log).containsExactly("a@8", "b@8", "c@8");
  }

  @Test
  void elapse_withinHorizon_doesNotWaitForOthers() throws InterruptedException {
    spawn(
        0,
        strand -> {
          strand.elapse(100);
          log.add("a@" + strand.nowNanos());
        });
    spawn(50, strand -> noteAt(strand, "b", 0));
    simulation.run();
    assertThat(log).containsExactly("a@100", "b@50");
  }

  @Test
  void elapse_beyondHorizon_waitsItsTurn() throws InterruptedException {
    Simulation live = new Simulation(FreePacer.inSteps(1));
    live.spawn(
        0,
        new SplittableRandom(1),
        strand -> {
          strand.elapse(100);
          log.add("a@" + strand.nowNanos());
        });
    live.spawn(50, new SplittableRandom(2), strand -> log.add("b@" + strand.nowNanos()));
    live.run();
    assertThat(log).containsExactly("b@50", "a@100");
  }

  @Test
  void parallel_goesOnWhenTheLastBranchHasEnded() throws InterruptedException {
    spawn(
        5,
        strand -> {
          strand.parallel(
              List.of(branch -> branch.elapse(30), branch -> branch.elapse(80), _ -> {}));
          log.add("joined@" + strand.nowNanos());
          strand.parallel(List.of());
          log.add("nothing@" + strand.nowNanos());
        });
    simulation.run();
    assertThat(log).containsExactly("joined@85", "nothing@85");
  }

  @Test
  void wake_endsATimedWaitEarly() throws InterruptedException {
    List<Strand> sleeper = new ArrayList<>();
    spawn(
        0,
        strand -> {
          sleeper.add(strand);
          strand.suspendUntil(1_000);
          log.add("woken@" + strand.nowNanos());
        });
    spawn(10, strand -> sleeper.getFirst().wake(strand.nowNanos()));
    simulation.run();
    assertThat(log).containsExactly("woken@10");
  }

  @Test
  void run_onlyDaemonsLeft_ends() throws InterruptedException {
    simulation.spawnDaemon(
        0,
        new SplittableRandom(3),
        strand -> {
          while (true) {
            noteAt(strand, "tick", 10);
          }
        });
    spawn(0, strand -> noteAt(strand, "work", 25));
    simulation.run();
    assertThat(log).containsExactly("tick@10", "tick@20", "work@25");
  }

  @Test
  void run_pacerStops_unwindsEveryStrand() throws InterruptedException {
    spawn(
        0,
        strand -> {
          try {
            strand.suspend();
          } finally {
            log.add("unwound");
          }
        });
    spawn(1, _ -> pacer.stop());
    spawn(2, strand -> noteAt(strand, "never", 0));
    simulation.run();
    assertThat(log).containsExactly("unwound");
  }

  @Test
  void run_strandFails_reportsIt() {
    spawn(
        3,
        _ -> {
          throw new IllegalArgumentException("as it happens");
        });
    assertThatThrownBy(simulation::run)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("as it happens");
  }

  @Test
  void run_everyoneWaitsForEver_saysSo() {
    spawn(0, Strand::suspend);
    spawn(0, Strand::suspend);
    assertThatThrownBy(simulation::run)
        .hasRootCauseMessage("2 strands wait and nobody can wake them");
  }

  private void spawn(long atNanos, Consumer<Strand> body) {
    simulation.spawn(atNanos, new SplittableRandom(atNanos), body);
  }

  private void noteAt(Strand strand, String name, long... stepNanos) {
    for (long step : stepNanos) {
      strand.elapse(step);
      strand.sync();
      log.add(name + "@" + strand.nowNanos());
    }
  }
}
