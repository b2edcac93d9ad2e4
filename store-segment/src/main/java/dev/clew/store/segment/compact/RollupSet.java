// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which figures are live.
 *
 * @param files the rollup files
 * @param uncounted numbers of the segments whose spans are in none of them: those of a store that
 *     had no rollups yet, and those whose file was damaged; they are counted again
 */
public record RollupSet(List<RollupEntry> files, Set<Long> uncounted) {

  /** Nothing is there, and nothing to be counted. */
  public static final RollupSet EMPTY = new RollupSet(List.of(), Set.of());

  public RollupSet {
    files = List.copyOf(files);
    uncounted = Set.copyOf(uncounted);
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(entry -> entry.summary().bytes()).sum();
  }

  /**
   * What is to become different.
   *
   * @param removed numbers of the files that go
   * @param added the files that come
   * @param counted segments that are counted in what comes
   * @param uncounted segments that were counted in what goes
   */
  record Change(
      Set<Long> removed, List<RollupEntry> added, Set<Long> counted, Set<Long> uncounted) {

    static final Change NONE = new Change(Set.of(), List.of(), Set.of(), Set.of());

    static Change add(RollupEntry added) {
      return new Change(Set.of(), List.of(added), Set.of(), Set.of());
    }
  }

  /**
   * The figures after a change.
   *
   * @param gone segments that are replaced by {@code come} at the same time: if one of them was not
   *     counted, neither are those
   */
  RollupSet with(Change change, Set<Long> gone, List<SegmentEntry> come) {
    Set<Long> left = new HashSet<>(uncounted);
    if (left.removeAll(gone)) {
      come.forEach(segment -> left.add(segment.number()));
    }
    left.removeAll(change.counted());
    left.addAll(change.uncounted());
    return new RollupSet(
        Stream.concat(
                files.stream().filter(entry -> !change.removed().contains(entry.number())),
                change.added().stream())
            .toList(),
        left);
  }
}
