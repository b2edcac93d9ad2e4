// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.model.TraceId;
import dev.clew.query.admin.Health;
import dev.clew.query.admin.HealthCheck;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.TraceWriter;
import dev.clew.store.admin.Deletion;
import dev.clew.store.admin.DeletionResult;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.segment.SegmentStore;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A store that ports can be built on before it is open: until then, and once it is closed, every
 * question to it fails with a {@link StoreUnavailableException}.
 *
 * <p>Threads: any number at once. Closing may overtake opening.
 */
final class LateStore implements TraceStore {

  private final Duration retryAfter;
  private final TraceReader reader = new LateReader(() -> store().reader());
  private final StoreAdmin admin = new LateAdmin();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable SegmentStore opened;
  private volatile boolean closed;

  /**
   * @param retryAfter when whoever asks too early should ask again
   */
  LateStore(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  /**
   * From now on this is the store.
   *
   * @throws ClosedWhileStartingException if this was closed already; the store is, too
   */
  void open(SegmentStore store) {
    lock.lock();
    try {
      if (closed) {
        store.close();
        throw new ClosedWhileStartingException();
      }
      opened = store;
    } finally {
      lock.unlock();
    }
  }

  /** How it is; not ready while it is being opened. */
  HealthCheck health() {
    return new HealthCheck(
        "store",
        () -> {
          SegmentStore store = opened;
          return store == null
              ? Health.notReady("starting: reading back the journal")
              : StoreHealth.of(store).ask();
        });
  }

  @Override
  public TraceReader reader() {
    return reader;
  }

  @Override
  public TraceWriter writer() {
    return store().writer();
  }

  @Override
  public StoreAdmin admin() {
    return admin;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (opened != null) {
        opened.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private SegmentStore store() {
    SegmentStore store = opened;
    if (closed) {
      throw new StoreUnavailableException(Reason.STOPPING, "the server is stopping", retryAfter);
    }
    if (store == null) {
      throw new StoreUnavailableException(
          Reason.STARTING, "the server is starting: it reads back its journal", retryAfter);
    }
    return store;
  }

  private final class LateAdmin implements StoreAdmin {
    @Override
    public DeletionResult delete(Deletion deletion) {
      return store().admin().delete(deletion);
    }

    @Override
    public boolean archive(TraceId id) {
      return store().admin().archive(id);
    }

    @Override
    public boolean unarchive(TraceId id) {
      return store().admin().unarchive(id);
    }

    @Override
    public boolean isArchived(TraceId id) {
      return store().admin().isArchived(id);
    }
  }
}
