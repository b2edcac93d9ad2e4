// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses the segments to merge next: those of one window and level, as soon as there are enough of
 * them, so that a span is written once per level and the parts of a trace come together.
 */
final class MergePolicy {

  private final CompactionConfig config;

  private record Tier(long window, int level) {}

  MergePolicy(CompactionConfig config) {
    this.config = config;
  }

  /** The segments to merge into one; empty if there is nothing to gain. */
  List<SegmentEntry> choose(List<SegmentEntry> segments) {
    Comparator<Tier> newestFirst = Comparator.comparingLong(Tier::window).reversed();
    Map<Tier, List<SegmentEntry>> tiers = new TreeMap<>(newestFirst.thenComparingInt(Tier::level));
    for (SegmentEntry segment : segments) {
      Tier tier = new Tier(window(segment), segment.level());
      tiers.computeIfAbsent(tier, _ -> new ArrayList<>()).add(segment);
    }
    for (List<SegmentEntry> tier : tiers.values()) {
      List<SegmentEntry> chosen = limited(tier);
      if (chosen.size() >= config.segmentsMin()) {
        return chosen;
      }
    }
    return List.of();
  }

  private long window(SegmentEntry segment) {
    return Math.floorDiv(segment.startNanosMax(), config.window().toNanos());
  }

  /** As many of them, oldest first, as one segment may hold. */
  private List<SegmentEntry> limited(List<SegmentEntry> tier) {
    List<SegmentEntry> sorted = new ArrayList<>(tier);
    sorted.sort(Comparator.comparingLong(SegmentEntry::startNanosMin));
    List<SegmentEntry> chosen = new ArrayList<>();
    long spans = 0;
    long bytes = 0;
    for (SegmentEntry segment : sorted) {
      spans += segment.spanCount();
      bytes += segment.bytes();
      if (spans > config.spansMax() || bytes > config.bytesMax()) {
        break;
      }
      chosen.add(segment);
    }
    return chosen;
  }
}
