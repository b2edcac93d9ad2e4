// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.segment.compact.Compactor;
import dev.clew.store.segment.journal.Journal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes sealed heads to segments, oldest first, and lets go of their journal files.
 *
 * <p>Threads: any; they take turns.
 */
final class HeadFlusher {

  private final Heads heads;
  private final Journal journal;
  private final Compactor compactor;
  private final ReentrantLock lock = new ReentrantLock(); // one head at a time, in order

  HeadFlusher(Heads heads, Journal journal, Compactor compactor) {
    this.heads = heads;
    this.journal = journal;
    this.compactor = compactor;
  }

  /**
   * Writes one head.
   *
   * @return false if none is sealed
   * @throws IOException if the disk fails; the head is still there then
   */
  boolean flushOldest() throws IOException {
    return flushOldest(Long.MAX_VALUE);
  }

  /** Writes all heads that were sealed up to a journal file. */
  void flushThrough(long journalFile) throws IOException {
    while (flushOldest(journalFile)) {}
  }

  /** Makes sure that journal files are gone whose spans are in segments. */
  void releaseJournal(long journalFile) throws IOException {
    lock.lock();
    try {
      journal.release(journalFile);
    } finally {
      lock.unlock();
    }
  }

  private boolean flushOldest(long journalFileMax) throws IOException {
    lock.lock();
    try {
      Optional<SealedHead> sealed = heads.oldestSealed();
      if (sealed.isEmpty() || sealed.get().journalFile() > journalFileMax) {
        return false;
      }
      SealedHead head = sealed.get();
      compactor.flush(head.part(), head.journalFile(), () -> heads.release(head));
      journal.release(head.journalFile());
      return true;
    } finally {
      lock.unlock();
    }
  }
}
