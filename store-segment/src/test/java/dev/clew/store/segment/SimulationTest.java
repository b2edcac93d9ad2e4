// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.store.StoreException;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.disk.SimulatedDisk;
import dev.clew.store.segment.file.SegmentFiles;
import dev.clew.store.segment.rollup.Figures;
import dev.clew.store.segment.rollup.PartRollup;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The engine on a disk that tears, loses, fills up, fails and crashes at any call, driven by a
 * seed. Whatever happens, what was acknowledged is there, nothing is there twice, nothing that was
 * never sent is there at all, and the figures are those of exactly what is there.
 *
 * <p>{@code -Dclew.simulation.seeds=N} runs as many seeds as wanted, {@code -Dclew.seed=N} one.
 */
class SimulationTest {

  private static final int STEPS = 60;
  private static final long STEP_NANOS = 3_000_000_000L; // longer than any pause after a failure

  @Test
  void store_onAnyDisk_keepsExactlyWhatItAcknowledged() {
    Seeds.check(Integer.getInteger("clew.simulation.seeds", 20), SimulationTest::simulate);
  }

  private static void simulate(RandomGenerator random) throws InterruptedException {
    SimulatedDisk disk = new SimulatedDisk(random);
    AtomicLong nanos = new AtomicLong(RandomSpans.BASE_NANOS);
    RandomSpans source = new RandomSpans(random);
    Set<Span> acknowledged = new HashSet<>();
    Set<Span> sent = new HashSet<>();
    SimulatedStore store = open(disk, nanos, random);
    for (int step = 0; step < STEPS; step++) {
      nanos.addAndGet(STEP_NANOS);
      List<Span> spans = source.spans(random.nextInt(1, 30));
      try {
        misbehave(disk, random);
        sent.addAll(SegmentFiles.canonical(spans));
        if (store.append(Spans.batch(spans))) {
          acknowledged.addAll(SegmentFiles.canonical(spans));
        }
        while (random.nextInt(4) > 0 && store.maintain()) {
          nanos.incrementAndGet();
        }
      } catch (SimulatedDisk.Crash crash) {
        store = restart(disk, nanos, random);
        check(store, acknowledged, sent);
      }
    }
    store = restart(disk, nanos, random);
    while (store.maintain()) {
      nanos.incrementAndGet();
    }
    check(store, acknowledged, sent);
  }

  private static void misbehave(SimulatedDisk disk, RandomGenerator random) {
    switch (random.nextInt(10)) {
      case 0 -> disk.crashAfter(random.nextInt(80));
      case 1 -> disk.failWithProbability(random.nextDouble() * 0.3);
      case 2 -> disk.freeBytes(random.nextInt(20_000));
      case 3, 4, 5 -> {
        disk.failWithProbability(0);
        disk.freeBytes(Long.MAX_VALUE);
      }
      default -> {}
    }
  }

  private static SimulatedStore restart(
      SimulatedDisk disk, AtomicLong nanos, RandomGenerator random) {
    disk.failWithProbability(0);
    disk.freeBytes(Long.MAX_VALUE);
    disk.restart();
    return open(disk, nanos, random);
  }

  /** Opens the store; now and then it crashes again while it opens. */
  private static SimulatedStore open(SimulatedDisk disk, AtomicLong nanos, RandomGenerator random) {
    while (random.nextInt(3) == 0) {
      disk.crashAfter(random.nextInt(40));
      try {
        SimulatedStore store = new SimulatedStore(disk, nanos);
        disk.crashAfter(Integer.MAX_VALUE);
        return store;
      } catch (SimulatedDisk.Crash crash) {
        disk.restart();
      }
    }
    return new SimulatedStore(disk, nanos);
  }

  private static void check(SimulatedStore store, Set<Span> acknowledged, Set<Span> sent)
      throws StoreException {
    assertThat(store.damagedSegments()).as("segments damaged without bit flips").isZero();
    assertThat(store.journalDamages()).as("journal damaged without bit flips").isEmpty();
    List<Span> seen = store.spans();
    Set<Span> distinct = new HashSet<>(seen);
    assertThat(seen.size()).as("spans seen twice").isEqualTo(distinct.size());
    assertThat(distinct.containsAll(acknowledged)).as("all acknowledged are there").isTrue();
    assertThat(sent.containsAll(distinct)).as("nothing but what was sent").isTrue();
    List<RollupPart> expected =
        PartRollup.ofAll(List.of(SegmentFiles.head(Spans.batch(seen))), RollupConfig.defaults());
    for (RollupSource source : RollupSource.values()) {
      assertThat(store.figures(source))
          .as("figures of %s", source)
          .isEqualTo(Figures.of(source, expected));
    }
  }
}
