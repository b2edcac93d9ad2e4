// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.model.TraceId;
import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.ByteOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The traces that retention spares, and the file that remembers them:
 *
 * <pre>
 * file := "CLEWARC1", i32 CRC32C of the rest, varint traces, (i64 idHigh, i64 idLow)*
 * </pre>
 *
 * <p>Threads: any number at once.
 */
public final class Archive {

  /** The name of the file. */
  public static final String NAME = "archive";

  private static final String LETTERS = "CLEWARC1";

  private final CheckedFile file;
  private final ReentrantLock lock = new ReentrantLock(); // while the set changes, and is used up
  private volatile Set<TraceId> ids = Set.of();
  private boolean isFileUncertain; // under the lock: a failure may have left others in it

  /** An expiry that was decided while these traces were archived. */
  @FunctionalInterface
  interface Change {
    void commit() throws IOException;
  }

  /** The archive of a directory of segments. */
  public Archive(Disk disk, Path directory) {
    this.file = new CheckedFile(disk, directory, NAME, LETTERS);
  }

  /**
   * Reads the file.
   *
   * @throws StoreException if it is damaged: guessing would let retention drop what was to be kept
   */
  public void open() {
    try {
      ids = file.read(Archive::decode).orElse(Set.of());
    } catch (IOException e) {
      throw new StoreException("archive: cannot be read", e);
    }
  }

  /** The archived traces; the set never changes. */
  public Set<TraceId> ids() {
    return ids;
  }

  /**
   * Archives a trace that is there.
   *
   * @param isKnown asked while no expiry can be committed
   * @return whether it is there
   */
  public boolean add(TraceId id, Predicate<TraceId> isKnown) throws IOException {
    lock.lock();
    try {
      if (!isKnown.test(id)) {
        return false;
      }
      if (!ids.contains(id) || isFileUncertain) {
        Set<TraceId> more = new HashSet<>(ids);
        more.add(id);
        replace(more);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets traces.
   *
   * @return whether one of them was archived
   */
  public boolean removeAll(Collection<TraceId> removed) throws IOException {
    lock.lock();
    try {
      Set<TraceId> fewer = new HashSet<>(ids);
      boolean isChanged = fewer.removeAll(removed);
      if (isChanged || isFileUncertain) {
        replace(fewer);
      }
      return isChanged;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Commits an expiry, unless a trace has been archived since it was decided.
   *
   * @param seen what {@link #ids()} was then
   * @return whether it was committed
   */
  boolean commit(Set<TraceId> seen, Change expiry) throws IOException {
    lock.lock();
    try {
      if (!seen.containsAll(ids)) {
        return false;
      }
      expiry.commit();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void replace(Set<TraceId> next) throws IOException {
    ByteOutput body = new ByteOutput();
    body.varint(next.size());
    for (TraceId id : next) {
      body.i64(id.high());
      body.i64(id.low());
    }
    isFileUncertain = true;
    file.write(body);
    isFileUncertain = false;
    ids = Set.copyOf(next);
  }

  private static Set<TraceId> decode(ByteInput in) {
    Set<TraceId> ids = new HashSet<>();
    for (int left = in.count(); left > 0; left--) {
      ids.add(new TraceId(in.i64(), in.i64()));
    }
    return Set.copyOf(ids);
  }
}
