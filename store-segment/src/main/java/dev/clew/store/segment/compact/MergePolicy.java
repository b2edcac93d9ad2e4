// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses the segments to merge next: those of one window and level, as soon as there are enough of
 * them, so that a span is written once per level and the parts of a trace come together. Once a
 * window is over, two are enough, so that few files are left of it.
 */
final class MergePolicy {

  /** Retention by size removes whole segments, so one must not be all there is. */
  private static final int SEGMENTS_IN_BYTES_KEPT = 8;

  private final CompactionConfig config;
  private final long bytesMax;

  private record Tier(long window, int level) {}

  MergePolicy(CompactionConfig config) {
    this.config = config;
    this.bytesMax =
        Math.min(
            config.bytesMax(),
            Math.max(1, config.retention().standard().bytesMax() / SEGMENTS_IN_BYTES_KEPT));
  }

  /**
   * The segments to merge into one; empty if there is nothing to gain.
   *
   * @param nowNanos the time of day, epoch nanoseconds
   */
  List<SegmentEntry> choose(List<SegmentEntry> segments, long nowNanos) {
    return choices(segments, nowNanos).stream().findFirst().orElse(List.of());
  }

  /** How many segments wait to be merged. */
  int backlog(List<SegmentEntry> segments, long nowNanos) {
    return choices(segments, nowNanos).stream().mapToInt(Collection::size).sum();
  }

  /** What could be merged, newest window first, lowest level first. */
  private List<List<SegmentEntry>> choices(List<SegmentEntry> segments, long nowNanos) {
    Comparator<Tier> newestFirst = Comparator.comparingLong(Tier::window).reversed();
    Map<Tier, List<SegmentEntry>> tiers = new TreeMap<>(newestFirst.thenComparingInt(Tier::level));
    for (SegmentEntry segment : segments) {
      if (segment.spanCount() <= config.spansMax() / 2 && segment.bytes() <= bytesMax / 2) {
        Tier tier = new Tier(window(segment.startNanosMax()), segment.level());
        tiers.computeIfAbsent(tier, _ -> new ArrayList<>()).add(segment);
      }
    }
    List<List<SegmentEntry>> choices = new ArrayList<>();
    tiers.forEach((tier, members) -> {
      List<SegmentEntry> chosen = limited(members);
      boolean isOver = tier.window() < window(nowNanos) - 1;
      if (chosen.size() >= (isOver ? 2 : config.segmentsMin())) {
        choices.add(chosen);
      }
    });
    return choices;
  }

  private long window(long nanos) {
    return Math.floorDiv(nanos, config.window().toNanos());
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
      if (spans > config.spansMax() || bytes > bytesMax) {
        break;
      }
      chosen.add(segment);
    }
    return chosen;
  }
}
