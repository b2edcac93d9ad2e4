// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.file.SegmentConfig;
import java.time.Duration;

/**
 * How segments are merged and how long they are kept.
 *
 * @param window segments whose spans start in the same window of this length are merged
 * @param segmentsMin so many of one level are merged
 * @param spansMax no merge makes a segment with more spans
 * @param bytesMax no merge of segments with more bytes together
 * @param retention how long spans are kept, and how much of them
 */
public record CompactionConfig(
    SegmentConfig segment,
    Duration window,
    int segmentsMin,
    int spansMax,
    long bytesMax,
    Retention retention) {

  /** How long spans are kept. */
  public sealed interface Retention {

    /** For ever. */
    record Unlimited() implements Retention {}

    /**
     * Until all spans of a segment started longer ago than {@code ageMax}, and as long as all
     * segments together have at most {@code bytesMax}; then the oldest go.
     */
    record Limited(Duration ageMax, long bytesMax) implements Retention {
      public Limited {
        if (ageMax.isNegative() || ageMax.isZero() || bytesMax < 1) {
          throw new IllegalArgumentException(
              "retention: " + ageMax + ", " + bytesMax + " bytes (expected: positive)");
        }
      }
    }
  }

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
  }

  /** Windows of an hour, four segments at a time, up to 10 million spans or 512 MiB, for ever. */
  public static CompactionConfig defaults() {
    return new CompactionConfig(
        SegmentConfig.defaults(),
        Duration.ofHours(1),
        4,
        10_000_000,
        512L << 20,
        new Retention.Unlimited());
  }
}
