// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.demo.sim.FreePacer;
import dev.clew.demo.sim.Simulation;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds; a batch takes 10, and its oldest request waits 5 at most. */
class DynamicBatcherTest {

  private final Simulation simulation = new Simulation(FreePacer.unbounded());
  private final List<String> log = new ArrayList<>();
  private boolean broken;

  private final DynamicBatcher batcher =
      new DynamicBatcher(new BatchPolicy(8, 5, 3), Gpu.ofType("NVIDIA A10G"), this::compute);

  @Test
  void oneRequest_leavesWhenItHasWaitedLongEnough() throws InterruptedException {
    request("a", 0, 1);
    run();
    assertThat(log).containsExactly("batch of 1 items at 5", "a done at 15");
  }

  @Test
  void requestsWithinTheDelay_leaveTogether() throws InterruptedException {
    request("a", 0, 2);
    request("b", 3, 2);
    request("c", 6, 2);
    run();
    assertThat(log)
        .containsExactly(
            "batch of 4 items at 5",
            "a done at 15",
            "b done at 15",
            "batch of 2 items at 15",
            "c done at 25");
  }

  @Test
  void fullBatch_leavesAtOnce() throws InterruptedException {
    request("a", 0, 4);
    request("b", 2, 4);
    run();
    assertThat(log).startsWith("batch of 8 items at 2");
  }

  @Test
  void requestThatDoesNotFit_waitsForTheNextBatch() throws InterruptedException {
    request("a", 0, 5);
    request("b", 1, 5);
    run();
    assertThat(log).contains("batch of 5 items at 1", "batch of 5 items at 11");
  }

  @Test
  void queueFull_turnsRequestsAway() throws InterruptedException {
    for (int number = 0; number < 5; number++) {
      request("r" + number, 0, 1);
    }
    run();
    assertThat(log)
        .containsExactly(
            "r3 failed at 0: QueueFullError",
            "r4 failed at 0: QueueFullError",
            "batch of 3 items at 5",
            "r0 done at 15",
            "r1 done at 15",
            "r2 done at 15");
  }

  @Test
  void batchFails_everyRequestInItFails() throws InterruptedException {
    broken = true;
    request("a", 0, 1);
    request("b", 1, 1);
    run();
    assertThat(log)
        .containsExactly(
            "batch of 2 items at 5", "a failed at 15: Broken", "b failed at 15: Broken");
  }

  private void request(String name, long atMillis, int itemCount) {
    spawn(
        atMillis,
        strand -> {
          Flow flow = Flow.begin(strand);
          try {
            Ticket ticket = batcher.enqueue(flow, itemCount);
            ticket.awaitDispatch(flow);
            ticket.awaitCompletion(flow);
            log.add(name + " done at " + millis(strand));
          } catch (Failure failure) {
            log.add(name + " failed at " + millis(strand) + ": " + failure.type());
          }
        });
  }

  private void compute(Flow flow, Batch batch) {
    log.add("batch of " + batch.itemCount() + " items at " + millis(flow.strand()));
    batch.tickets().forEach(ticket -> ticket.dispatch(flow.strand(), batch, flow.spanContext()));
    flow.spendNanos(MILLISECONDS.toNanos(10));
    if (broken) {
      throw new Failure("Broken", "broken", "", 500);
    }
  }

  private void run() throws InterruptedException {
    simulation.spawnDaemon(0, new SplittableRandom(1), batcher::work);
    simulation.run();
  }

  private void spawn(long atMillis, java.util.function.Consumer<Strand> body) {
    simulation.spawn(MILLISECONDS.toNanos(atMillis), new SplittableRandom(2), body);
  }

  private static long millis(Strand strand) {
    return strand.nowNanos() / MILLISECONDS.toNanos(1);
  }
}
