// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.file.SegmentConfig;
import java.time.Duration;

/**
 * How segments are merged and how long they are kept.
 *
 * @param window segments whose spans start in the same window of this length are merged
 * @param segmentsMin so many of one level are merged; two, once the window is over
 * @param spansMax no merge makes a segment with more spans
 * @param bytesMax no merge of segments with more bytes together
 * @param backlogSegmentsMax while more segments than this wait to be merged, the store takes no
 *     more spans
 * @param writeBytesPerSecondMax merging and rewriting writes no faster; what leaves memory does
 * @param retention how long spans are kept, and how much of them
 */
public record CompactionConfig(
    SegmentConfig segment,
    Duration window,
    int segmentsMin,
    int spansMax,
    long bytesMax,
    int backlogSegmentsMax,
    long writeBytesPerSecondMax,
    RetentionPolicy retention) {

  public CompactionConfig {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window: " + window + " (expected: positive)");
    }
    if (segmentsMin < 2 || spansMax < 1 || bytesMax < 1) {
      throw new IllegalArgumentException(
          "merge: "
              + segmentsMin
              + " segments, "
              + spansMax
              + " spans, "
              + bytesMax
              + " bytes (expected: at least 2, 1, 1)");
    }
    if (backlogSegmentsMax < segmentsMin || writeBytesPerSecondMax < 1) {
      throw new IllegalArgumentException(
          "merge backlog: "
              + backlogSegmentsMax
              + " segments, "
              + writeBytesPerSecondMax
              + " bytes per second (expected: at least "
              + segmentsMin
              + ", 1)");
    }
  }

  /**
   * Windows of an hour, four segments at a time, up to 10 million spans or 512 MiB; at most 100
   * segments behind, 256 MiB/s; for ever.
   */
  public static CompactionConfig defaults() {
    return new CompactionConfig(
        SegmentConfig.defaults(),
        Duration.ofHours(1),
        4,
        10_000_000,
        512L << 20,
        100,
        256L << 20,
        RetentionPolicy.UNLIMITED);
  }

  /** The same with another retention. */
  public CompactionConfig with(RetentionPolicy other) {
    return new CompactionConfig(
        segment,
        window,
        segmentsMin,
        spansMax,
        bytesMax,
        backlogSegmentsMax,
        writeBytesPerSecondMax,
        other);
  }

  /** The same with other rules of when to merge. */
  public CompactionConfig merging(Duration otherWindow, int otherSegmentsMin) {
    return new CompactionConfig(
        segment,
        otherWindow,
        otherSegmentsMin,
        spansMax,
        bytesMax,
        backlogSegmentsMax,
        writeBytesPerSecondMax,
        retention);
  }
}
