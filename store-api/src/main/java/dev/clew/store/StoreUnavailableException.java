// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import java.time.Duration;
import java.util.Locale;

/** The store cannot take this now, but will later: the sender keeps the data and tries again. */
public final class StoreUnavailableException extends StoreException {

  /** Why the store refuses. */
  public enum Reason {
    /** More is waiting to be written than the configured limit. */
    QUEUE_FULL,
    /** What is in memory cannot be moved to disk fast enough. */
    MEMORY_FULL,
    /** More files wait to be merged than may. */
    COMPACTION_BEHIND,
    /** The disk has no room, or fails to write. */
    DISK_FULL,
    /** The store is opening. */
    STARTING,
    /** The store is closing. */
    STOPPING;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The lower-case word for metrics, for example {@code "queue_full"}. */
    public String label() {
      return label;
    }
  }

  private final Reason reason;
  private final Duration retryAfter;

  /** Refuses with the time after which a new attempt makes sense. */
  public StoreUnavailableException(Reason reason, String message, Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Why the store refuses. */
  public Reason reason() {
    return reason;
  }

  /** When a new attempt makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
