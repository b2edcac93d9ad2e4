// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.StoreException;
import dev.clew.store.segment.compact.Compactor;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * What happens to spans after they were acknowledged: sealed heads become segments and let go of
 * their journal files; then segments are merged and expire.
 *
 * <p>A disk that fails is tried again later; the heads grow meanwhile, up to their limit.
 *
 * <p>Threads: one drives it.
 */
final class MaintenanceLoop {

  private static final System.Logger LOGGER = System.getLogger(MaintenanceLoop.class.getName());
  private static final long RETRY_NANOS = 2_000_000_000;

  private final HeadFlusher flusher;
  private final Compactor compactor;
  private final StorePlatform platform;
  private boolean isFailing;
  private long retryAtNanos;

  MaintenanceLoop(HeadFlusher flusher, Compactor compactor, StorePlatform platform) {
    this.flusher = flusher;
    this.compactor = compactor;
    this.platform = platform;
  }

  /** Does one thing; false if there is nothing to do for now. */
  boolean step() {
    if (isFailing && platform.nanoTime().getAsLong() - retryAtNanos < 0) {
      return false;
    }
    try {
      boolean worked = flusher.flushOldest() || compactor.tick(platform.epochNanos().getAsLong());
      isFailing = false;
      return worked;
    } catch (IOException | StoreException e) {
      if (!isFailing) {
        LOGGER.log(Level.ERROR, "segments: cannot be written now, trying again", e);
      }
      isFailing = true;
      retryAtNanos = platform.nanoTime().getAsLong() + RETRY_NANOS;
      return false;
    }
  }
}
