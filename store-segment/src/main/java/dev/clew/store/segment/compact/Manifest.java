// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  /**
   * The same with other segments, which hold what those that go have held.
   *
   * @param nextNumber the next file's number
   */
  public Manifest with(Set<Long> gone, List<SegmentEntry> come, long nextNumber) {
    List<SegmentEntry> entries =
        Stream.concat(
                segments.stream().filter(entry -> !gone.contains(entry.number())), come.stream())
            .toList();
    return new Manifest(
        journalFile, nextNumber, entries, rollups.with(RollupSet.Change.NONE, gone, come));
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
