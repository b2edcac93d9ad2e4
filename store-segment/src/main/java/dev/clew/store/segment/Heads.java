// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The head that is being filled, and those that wait to be written to a segment.
 *
 * <p>Threads: one appends, publishes and seals; any number read; one flushes.
 */
final class Heads {

  private record State(List<SealedHead> sealed, Head active) {}

  private final HeadConfig config;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock(); // for changes of state
  private volatile State state;
  private volatile long activeBytes;
  private long activeBeganNanos;
  private long sealedJournalFile;

  Heads(HeadConfig config, RandomGenerator random, LongSupplier nanoTime) {
    this.config = config;
    this.random = random;
    this.nanoTime = nanoTime;
    this.state = new State(List.of(), new Head(random.nextLong()));
    this.activeBeganNanos = nanoTime.getAsLong();
  }

  /**
   * Appends a batch to the active head; readers see it after {@link #publish}.
   *
   * @return how many of its spans were new
   */
  int append(SpanBatch batch) {
    Head active = state.active();
    if (active.rowCount() == 0) {
      activeBeganNanos = nanoTime.getAsLong();
    }
    return active.append(batch);
  }

  /** Lets readers see everything appended. */
  void publish() {
    Head active = state.active();
    active.publish();
    activeBytes = active.bytes();
  }

  /** Whether the active head has reached one of its limits. */
  boolean isActiveFull() {
    int rows = state.active().rowCount();
    return rows >= config.rowsMax()
        || activeBytes >= config.bytesMax()
        || (rows > 0 && nanoTime.getAsLong() - activeBeganNanos >= config.ageMax().toNanos());
  }

  /** Whether the active head has no spans. */
  boolean isActiveEmpty() {
    return state.active().rowCount() == 0;
  }

  /** The journal file up to which everything is in sealed heads or in segments. */
  long sealedJournalFile() {
    return sealedJournalFile;
  }

  /** Begins a new head; the journal's files up to {@code journalFile} hold the old one. */
  void seal(long journalFile) {
    lock.lock();
    try {
      List<SealedHead> sealed = new ArrayList<>(state.sealed());
      sealed.add(new SealedHead(state.active().part(), journalFile, activeBytes));
      state = new State(List.copyOf(sealed), new Head(random.nextLong()));
      activeBytes = 0;
      sealedJournalFile = journalFile;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the heads take as much memory as they may. */
  boolean areFull() {
    return bytes() >= config.totalBytesMax();
  }

  /** The limit of {@link #bytes()}. */
  long bytesMax() {
    return config.totalBytesMax();
  }

  /** Roughly what all heads take in memory. */
  long bytes() {
    long bytes = activeBytes;
    for (SealedHead head : state.sealed()) {
      bytes += head.bytes();
    }
    return bytes;
  }

  /** How many spans readers see in the heads. */
  long rowCount() {
    return parts().stream().mapToLong(Part::rowCount).sum();
  }

  /** What readers see: everything that was published before the call. Never empty. */
  List<Part> parts() {
    State now = state;
    List<Part> parts = new ArrayList<>(now.sealed().size() + 1);
    for (SealedHead head : now.sealed()) {
      parts.add(head.part());
    }
    parts.add(now.active().part());
    return parts;
  }

  /** The head to write to a segment next. */
  Optional<SealedHead> oldestSealed() {
    return state.sealed().stream().findFirst();
  }

  /** Lets go of a head whose spans readers find in a segment from now on. */
  void release(SealedHead head) {
    lock.lock();
    try {
      List<SealedHead> sealed = new ArrayList<>(state.sealed());
      sealed.remove(head);
      state = new State(List.copyOf(sealed), state.active());
    } finally {
      lock.unlock();
    }
  }
}
