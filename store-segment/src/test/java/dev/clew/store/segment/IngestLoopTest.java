// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanBatch;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.segment.disk.FaultyDisk;
import dev.clew.store.segment.disk.FaultyDisk.Fault;
import dev.clew.store.segment.journal.Durability;
import dev.clew.store.segment.journal.Journal;
import dev.clew.store.segment.journal.JournalConfig;
import dev.clew.store.segment.journal.JournalRecovery;
import dev.clew.testkit.RandomSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop without its thread: every step is taken by the test. */
class IngestLoopTest {

  private static final Duration RETRY = Duration.ofSeconds(1);

  @TempDir Path directory;
  private long nanoTime;
  private int mergeBacklog;
  private final FaultyDisk disk = new FaultyDisk();
  private final RandomSpans source = new RandomSpans(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StorePlatform platform =
      new StorePlatform(disk, () -> nanoTime, () -> nanoTime, new SplittableRandom(1), meters);
  private Heads heads;
  private IngestLoop loop;

  @BeforeEach
  void openWithDefaults() {
    open(config(Durability.FSYNC, 100_000, 1 << 30, 1 << 20));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void step_severalBatches_areOneGroupThenFound() throws InterruptedException {
    List<CompletableFuture<Void>> futures = Stream.generate(this::append).limit(5).toList();
    assertThat(futures).noneMatch(CompletableFuture::isDone);
    assertThat(heads.rowCount()).isZero();

    assertThat(loop.step(0)).isTrue();

    assertThat(futures).allMatch(CompletableFuture::isDone);
    assertThat(disk.forceCount()).isEqualTo(1);
    assertThat(heads.rowCount()).isEqualTo(50);
    assertThat(meters.get("clew.store.spans").counter().count()).isEqualTo(50);
    assertThat(loop.queuedBytes()).isZero();
  }

  @Test
  void step_batchComesAgain_isAcknowledgedAndLeftOut() throws InterruptedException {
    SpanBatch batch = source.batch(10);
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Void> future = loop.append(batch);
      loop.step(0);
      future.join();
    }
    assertThat(heads.rowCount()).isEqualTo(10);
    assertThat(meters.get("clew.store.spans.repeated").counter().count()).isEqualTo(20);
  }

  @Test
  void append_queueFull_isRefused() throws InterruptedException {
    open(config(Durability.FSYNC, 100_000, 1 << 30, 20_000));
    assertThat(loop.append(source.batch(500))).isNotDone(); // alone, however large
    CompletableFuture<Void> refused = append();
    assertRefused(refused, Reason.QUEUE_FULL);
    assertThat(refusals("queue_full")).isEqualTo(1);
    loop.step(0);
    CompletableFuture<Void> next = append();
    loop.step(0);
    next.join();
  }

  @Test
  void append_tooManySegmentsToMerge_isRefusedUntilTheyAreMerged() throws InterruptedException {
    mergeBacklog = SegmentStoreConfig.defaults().compaction().backlogSegmentsMax() + 1;
    assertRefused(append(), Reason.COMPACTION_BEHIND);
    assertThat(refusals("compaction_behind")).isEqualTo(1);

    mergeBacklog = 0;
    CompletableFuture<Void> next = append();
    loop.step(0);
    next.join();
  }

  @Test
  void seal_asked_sealsWhatWasAcknowledged() throws InterruptedException {
    CompletableFuture<Void> appended = append();
    loop.step(0);
    appended.join();
    assertThat(heads.oldestSealed()).isEmpty();

    CompletableFuture<Long> sealed = loop.seal();
    loop.step(0);

    assertThat(sealed.join()).isEqualTo(heads.oldestSealed().orElseThrow().journalFile());
    assertThat(heads.isActiveEmpty()).isTrue();
  }

  @Test
  void append_headsFull_isRefusedUntilOneIsFlushed() throws InterruptedException {
    open(config(Durability.FSYNC, 10, 700_000, 1 << 20));
    while (!heads.areFull()) {
      CompletableFuture<Void> future = append();
      loop.step(0);
      future.join();
    }
    assertRefused(append(), Reason.MEMORY_FULL);
    assertThat(refusals("memory_full")).isEqualTo(1);

    while (heads.areFull()) {
      heads.release(heads.oldestSealed().orElseThrow());
    }
    CompletableFuture<Void> future = append();
    loop.step(0);
    future.join();
  }

  @Test
  void step_diskFails_refusesForAWhileThenRecovers() throws InterruptedException {
    CompletableFuture<Void> before = append();
    loop.step(0);
    before.join();

    disk.fail(Fault.FULL);
    CompletableFuture<Void> failed = append();
    loop.step(0);
    assertRefused(failed, Reason.DISK_FULL);
    assertThat(loop.isRefusing()).isTrue();
    assertRefused(append(), Reason.DISK_FULL);
    assertThat(heads.rowCount()).isEqualTo(10);

    nanoTime += RETRY.toNanos();
    CompletableFuture<Void> failedAgain = append();
    loop.step(0);
    assertRefused(failedAgain, Reason.DISK_FULL);

    disk.fail(Fault.NONE);
    assertRefused(append(), Reason.DISK_FULL);
    nanoTime += RETRY.toNanos();
    CompletableFuture<Void> after = append();
    loop.step(0);
    after.join();
    assertThat(loop.isRefusing()).isFalse();
    assertThat(heads.rowCount()).isEqualTo(20);
  }

  @Test
  void step_intervalDurability_forcesWhenDue() throws InterruptedException {
    open(config(Durability.INTERVAL, 100_000, 1 << 30, 1 << 20));
    for (int i = 0; i < 5; i++) {
      CompletableFuture<Void> future = append();
      loop.step(0);
      future.join();
    }
    assertThat(disk.forceCount()).isZero();
    nanoTime += RETRY.toNanos();
    loop.step(0);
    loop.step(0);
    assertThat(disk.forceCount()).isEqualTo(1);
  }

  @Test
  void step_headTooOld_isSealed() throws InterruptedException {
    CompletableFuture<Void> future = append();
    loop.step(0);
    future.join();
    assertThat(heads.oldestSealed()).isEmpty();
    nanoTime += Duration.ofMinutes(31).toNanos();
    loop.step(0);
    assertThat(heads.oldestSealed()).isPresent();
    assertThat(heads.rowCount()).isEqualTo(10);
    nanoTime += Duration.ofMinutes(31).toNanos();
    loop.step(0);
    assertThat(heads.parts()).hasSize(2); // an empty one is not sealed
  }

  @Test
  void stop_batchesWaiting_areFinishedFirst() throws InterruptedException {
    CompletableFuture<Void> accepted = append();
    loop.stop();
    assertRefused(append(), Reason.STOPPING);
    assertThat(loop.step(0)).isTrue();
    accepted.join();
    assertThat(loop.step(0)).isFalse();
  }

  @Test
  void abort_batchesWaiting_fail() {
    CompletableFuture<Void> accepted = append();
    loop.abort(new IllegalStateException("broken"));
    assertThatThrownBy(accepted::join).hasRootCauseMessage("broken");
  }

  private void open(SegmentStoreConfig config) {
    JournalRecovery.BatchConsumer nobody =
        new JournalRecovery.BatchConsumer() {
          @Override
          public void accept(SpanBatch batch) {}

          @Override
          public void fileEnded(long fileNumber) {}
        };
    Journal journal =
        JournalRecovery.open(disk, directory, config.journal(), 0, Runnable::run, nobody).journal();
    heads = new Heads(config.head(), platform.random(), platform.nanoTime());
    loop =
        new IngestLoop(
            journal, heads, () -> mergeBacklog, platform, new SegmentStoreMetrics(meters), config);
  }

  private CompletableFuture<Void> append() {
    return loop.append(source.batch(10));
  }

  private double refusals(String reason) {
    return meters.get("clew.store.batches.refused").tag("reason", reason).counter().count();
  }

  private static SegmentStoreConfig config(
      Durability durability, int rowsMax, long headBytesMax, long queueBytesMax) {
    return new SegmentStoreConfig(
        new JournalConfig(durability, RETRY, 1 << 20, 0),
        new HeadConfig(rowsMax, 1 << 30, Duration.ofMinutes(30), headBytesMax),
        queueBytesMax,
        RETRY);
  }

  private static void assertRefused(CompletableFuture<Void> future, Reason reason) {
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }
}
