// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.List;

/**
 * Which segments are live, and what else a start has to know.
 *
 * @param journalFile everything in journal files up to this number is in the segments
 * @param nextNumber the next file's number
 * @param rollups which figures are live
 */
public record Manifest(
    long journalFile, long nextNumber, List<SegmentEntry> segments, RollupSet rollups) {

  /** Of a store that has no segment yet. */
  public static final Manifest EMPTY = new Manifest(0, 1, List.of(), RollupSet.EMPTY);

  public Manifest {
    segments = List.copyOf(segments);
  }

  /** Bytes of all segments. */
  public long bytes() {
    return segments.stream().mapToLong(SegmentEntry::bytes).sum();
  }

  /** Spans of all segments. */
  public long spanCount() {
    return segments.stream().mapToLong(SegmentEntry::spanCount).sum();
  }
}
