// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.segment.compact.CompactionConfig;
import dev.clew.store.segment.journal.JournalConfig;
import dev.clew.store.segment.rollup.RollupConfig;
import java.time.Duration;

/**
 * How the embedded store works.
 *
 * @param queueBytesMax how many encoded bytes may wait for the disk
 * @param retryAfter what a sender is told that has to come again
 */
public record SegmentStoreConfig(
    JournalConfig journal,
    HeadConfig head,
    long queueBytesMax,
    Duration retryAfter,
    CompactionConfig compaction,
    RollupConfig rollups) {

  public SegmentStoreConfig {
    if (queueBytesMax < 1) {
      throw new IllegalArgumentException(
          "queueBytesMax: " + queueBytesMax + " (expected: positive)");
    }
  }

  /** With the default for segments. */
  public SegmentStoreConfig(
      JournalConfig journal, HeadConfig head, long queueBytesMax, Duration retryAfter) {
    this(journal, head, queueBytesMax, retryAfter, CompactionConfig.defaults());
  }

  /** With the default for rollups. */
  public SegmentStoreConfig(
      JournalConfig journal,
      HeadConfig head,
      long queueBytesMax,
      Duration retryAfter,
      CompactionConfig compaction) {
    this(journal, head, queueBytesMax, retryAfter, compaction, RollupConfig.defaults());
  }

  /** The defaults of its parts, 32 MiB in the queue, one second. */
  public static SegmentStoreConfig defaults() {
    return new SegmentStoreConfig(
        JournalConfig.defaults(), HeadConfig.defaults(), 32L << 20, Duration.ofSeconds(1));
  }
}
