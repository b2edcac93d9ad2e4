// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.TraceWriter;
import dev.clew.store.segment.journal.BatchEncoders;
import dev.clew.store.segment.journal.Durability;
import dev.clew.store.segment.journal.EncodedBatch;
import dev.clew.store.segment.journal.Journal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * The way of a batch to its acknowledgement: encoded on the caller's thread, queued, written to the
 * journal with everything else that waits, appended to the head, published, acknowledged.
 *
 * <p>Whoever drives it calls {@link #step} over and over, on one thread; futures are completed on
 * that thread, so what depends on them must be quick.
 *
 * <p>Limits: bytes in the queue, bytes in the heads, segments that wait to be merged; beyond them,
 * and for a moment after the disk failed to write, batches are refused. The first attempt after
 * that moment finds out whether the disk works again.
 */
final class IngestLoop implements TraceWriter {

  private static final System.Logger LOGGER = System.getLogger(IngestLoop.class.getName());
  private static final long GROUP_BYTES_MAX = 16L << 20;

  private record Append(SpanBatch batch, EncodedBatch encoded, CompletableFuture<Void> future) {}

  private final Journal journal;
  private final Heads heads;
  private final SegmentStoreConfig config;
  private final StorePlatform platform;
  private final SegmentStoreMetrics metrics;
  private final IntSupplier mergeBacklog;
  private final BatchEncoders encoders = new BatchEncoders();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Append> queue = new ArrayDeque<>(); // under the lock
  private final List<CompletableFuture<Long>> seals = new ArrayList<>(); // under the lock
  private long queuedBytes; // under the lock
  private boolean stopping; // under the lock
  private volatile long refuseUntilNanos;
  private volatile boolean refusing;

  private final List<Append> group = new ArrayList<>();
  private long forcedNanos;

  /**
   * @param mergeBacklog how many segments wait to be merged
   */
  IngestLoop(
      Journal journal,
      Heads heads,
      IntSupplier mergeBacklog,
      StorePlatform platform,
      SegmentStoreMetrics metrics,
      SegmentStoreConfig config) {
    this.journal = journal;
    this.heads = heads;
    this.mergeBacklog = mergeBacklog;
    this.platform = platform;
    this.metrics = metrics;
    this.config = config;
    this.forcedNanos = platform.nanoTime().getAsLong();
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    try {
      checkRoom();
      EncodedBatch encoded = encoders.encode(batch);
      CompletableFuture<Void> future = new CompletableFuture<>();
      enqueue(new Append(batch, encoded, future));
      return future;
    } catch (StoreUnavailableException e) {
      metrics.refused(e.reason());
      return CompletableFuture.failedFuture(e);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new StoreException("batch cannot be stored", e));
    }
  }

  /**
   * Writes, publishes and acknowledges what waits, or waits for something.
   *
   * @param waitNanos how long to wait at most
   * @return false once the loop was told to stop and nothing waits any more
   */
  boolean step(long waitNanos) throws InterruptedException {
    boolean more = takeGroup(waitNanos);
    if (!group.isEmpty()) {
      commitGroup();
      group.clear();
    }
    forceIfDue();
    List<CompletableFuture<Long>> asked = takeSeals();
    if (heads.isActiveFull() || (!asked.isEmpty() && !heads.isActiveEmpty())) {
      heads.seal(journal.endFile());
    }
    asked.forEach(future -> future.complete(heads.sealedJournalFile()));
    return more;
  }

  /**
   * Asks for the active head to be sealed, however small.
   *
   * @return completed with the last journal file of what was acknowledged before the call; failed
   *     if the store is closing
   */
  CompletableFuture<Long> seal() {
    CompletableFuture<Long> future = new CompletableFuture<>();
    lock.lock();
    try {
      if (stopping) {
        future.completeExceptionally(unavailable(Reason.STOPPING, "the store is closing"));
      } else {
        seals.add(future);
        changed.signal();
      }
      return future;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what waits is still written by further steps. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Fails what waits, because nobody will call {@link #step} again. */
  void abort(Throwable cause) {
    stop();
    List<Append> waiting = new ArrayList<>(group);
    lock.lock();
    try {
      waiting.addAll(queue);
      queue.clear();
      queuedBytes = 0;
    } finally {
      lock.unlock();
    }
    takeSeals()
        .forEach(future ->
            future.completeExceptionally(new StoreException("the store has failed", cause)));
    for (Append append : waiting) {
      append.future().completeExceptionally(new StoreException("the store has failed", cause));
    }
  }

  /** Frees what encoding takes; after the last step. */
  void close() {
    encoders.close();
  }

  /** Encoded bytes that wait for the disk. */
  long queuedBytes() {
    lock.lock();
    try {
      return queuedBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last write failed, and none has succeeded since. */
  boolean isRefusing() {
    return refusing;
  }

  private void checkRoom() {
    if (heads.areFull()) {
      throw unavailable(
          Reason.MEMORY_FULL,
          "memory: "
              + heads.bytes()
              + " bytes wait to be written to a segment (expected: below "
              + heads.bytesMax()
              + ")");
    }
    int backlog = mergeBacklog.getAsInt();
    if (backlog > config.compaction().backlogSegmentsMax()) {
      throw unavailable(
          Reason.COMPACTION_BEHIND,
          "segments: "
              + backlog
              + " wait to be merged (expected: at most "
              + config.compaction().backlogSegmentsMax()
              + ")");
    }
    if (refusing && platform.nanoTime().getAsLong() - refuseUntilNanos < 0) {
      throw unavailable(Reason.DISK_FULL, "journal: the disk did not take the last write");
    }
  }

  private void enqueue(Append append) {
    lock.lock();
    try {
      if (stopping) {
        throw unavailable(Reason.STOPPING, "the store is closing");
      }
      if (!queue.isEmpty() && queuedBytes + append.encoded().bytes() > config.queueBytesMax()) {
        throw unavailable(
            Reason.QUEUE_FULL,
            "journal queue: "
                + queuedBytes
                + " bytes wait for the disk (expected: at most "
                + config.queueBytesMax()
                + ")");
      }
      queue.add(append);
      queuedBytes += append.encoded().bytes();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean takeGroup(long waitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = waitNanos;
      while (queue.isEmpty() && seals.isEmpty() && !stopping && left > 0) {
        left = changed.awaitNanos(left);
      }
      long bytes = 0;
      while (!queue.isEmpty() && bytes < GROUP_BYTES_MAX) {
        Append append = queue.remove();
        bytes += append.encoded().bytes();
        group.add(append);
      }
      queuedBytes -= bytes;
      return !stopping || !group.isEmpty() || !queue.isEmpty() || !seals.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private List<CompletableFuture<Long>> takeSeals() {
    lock.lock();
    try {
      List<CompletableFuture<Long>> taken = List.copyOf(seals);
      seals.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void commitGroup() {
    long beganNanos = platform.nanoTime().getAsLong();
    try {
      for (Append append : group) {
        journal.append(append.encoded());
      }
      journal.commit();
    } catch (IOException e) {
      refuse(e);
      return;
    }
    metrics.committed(platform.nanoTime().getAsLong() - beganNanos);
    if (refusing) {
      refusing = false;
      LOGGER.log(Level.INFO, "journal: the disk takes writes again");
    }
    for (Append append : group) {
      int added = heads.append(append.batch());
      metrics.appended(added, append.batch().spanCount() - added);
    }
    heads.publish();
    for (Append append : group) {
      encoders.release(append.encoded());
      append.future().complete(null);
    }
  }

  private void refuse(IOException cause) {
    if (!refusing) {
      LOGGER.log(Level.ERROR, "journal: the disk takes no writes; spans are refused", cause);
    }
    refuseUntilNanos = platform.nanoTime().getAsLong() + config.retryAfter().toNanos();
    refusing = true;
    for (Append append : group) {
      encoders.release(append.encoded());
      metrics.refused(Reason.DISK_FULL);
      append
          .future()
          .completeExceptionally(unavailable(Reason.DISK_FULL, "journal: " + cause.getMessage()));
    }
  }

  private void forceIfDue() {
    if (config.journal().durability() != Durability.INTERVAL) {
      return;
    }
    long now = platform.nanoTime().getAsLong();
    if (now - forcedNanos >= config.journal().forceInterval().toNanos()) {
      forcedNanos = now;
      try {
        journal.force();
      } catch (IOException e) {
        LOGGER.log(
            Level.ERROR,
            "journal: the disk may have lost what was acknowledged since the last interval",
            e);
      }
    }
  }

  private StoreUnavailableException unavailable(Reason reason, String message) {
    return new StoreUnavailableException(reason, message, config.retryAfter());
  }
}
