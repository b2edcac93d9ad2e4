// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.segment.rollup.RollupConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses rollup files to merge: several of one window and level, all of a window that is over, and
 * those that are old enough to be kept at a coarser resolution; and those that are too old.
 */
final class RollupPolicy {

  private static final long MINUTE = RollupQuery.MINUTE_NANOS;
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final long CELLS_MAX = 500_000; // some hundred bytes each while they are merged
  private static final int FILES_MIN = 4;

  private final RollupConfig.Kept kept;

  private record Tier(long resolution, long window, int level) {}

  /** Files to be merged into one. */
  record Merge(List<RollupEntry> files, long resolutionNanos, int level) {}

  RollupPolicy(RollupConfig.Kept kept) {
    this.kept = kept;
  }

  /** The files that are too old. */
  List<RollupEntry> expired(List<RollupEntry> files, long nowNanos) {
    return files.stream()
        .filter(file -> file.startNanosMax() < nowNanos - nanos(kept.days()))
        .toList();
  }

  /** The files to merge next; of no file if there is nothing to gain. */
  Merge choose(List<RollupEntry> files, long nowNanos) {
    for (long resolution : new long[] {MINUTE, HOUR}) {
      List<RollupEntry> old =
          limited(
              files.stream()
                  .filter(file -> file.resolutionNanos() == resolution)
                  .filter(file -> file.startNanosMax() < nowNanos - keptNanos(resolution))
                  .toList());
      if (!old.isEmpty()) {
        return new Merge(old, resolution == MINUTE ? HOUR : DAY, 0);
      }
    }
    return merge(files, nowNanos);
  }

  private Merge merge(List<RollupEntry> files, long nowNanos) {
    Map<Tier, List<RollupEntry>> levels =
        new TreeMap<>(
            Comparator.comparingLong(Tier::resolution)
                .thenComparingLong(Tier::window)
                .thenComparingInt(Tier::level));
    Map<Tier, List<RollupEntry>> windows =
        new TreeMap<>(Comparator.comparingLong(Tier::resolution).thenComparingLong(Tier::window));
    for (RollupEntry file : files) {
      long resolution = file.resolutionNanos();
      long window = Math.floorDiv(file.startNanosMax(), windowNanos(resolution));
      levels
          .computeIfAbsent(new Tier(resolution, window, file.level()), _ -> new ArrayList<>())
          .add(file);
      if ((window + 1) * windowNanos(resolution) + HOUR < nowNanos) {
        windows.computeIfAbsent(new Tier(resolution, window, 0), _ -> new ArrayList<>()).add(file);
      }
    }
    for (Map.Entry<Tier, List<RollupEntry>> level : levels.entrySet()) {
      List<RollupEntry> chosen = limited(level.getValue());
      if (chosen.size() >= FILES_MIN) {
        return new Merge(chosen, level.getKey().resolution(), level.getKey().level() + 1);
      }
    }
    for (Map.Entry<Tier, List<RollupEntry>> window : windows.entrySet()) {
      List<RollupEntry> chosen = limited(window.getValue());
      if (chosen.size() > 1) {
        int level = chosen.stream().mapToInt(RollupEntry::level).max().orElse(0);
        return new Merge(chosen, window.getKey().resolution(), level + 1);
      }
    }
    return new Merge(List.of(), MINUTE, 0);
  }

  /** As many of them, smallest first, as can be merged at once; one may be larger. */
  private static List<RollupEntry> limited(List<RollupEntry> files) {
    List<RollupEntry> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparingLong((RollupEntry file) -> file.summary().cellCount())
            .thenComparingLong(RollupEntry::number));
    List<RollupEntry> chosen = new ArrayList<>();
    long cells = 0;
    for (RollupEntry file : sorted) {
      cells += file.summary().cellCount();
      if (cells > CELLS_MAX && !chosen.isEmpty()) {
        break;
      }
      chosen.add(file);
    }
    return chosen;
  }

  private long keptNanos(long resolution) {
    return nanos(resolution == MINUTE ? kept.minutes() : kept.hours());
  }

  private static long windowNanos(long resolution) {
    return resolution == MINUTE ? DAY : resolution == HOUR ? 30 * DAY : 3_650 * DAY;
  }

  /** Longer than {@code long} nanoseconds is as long as that. */
  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(36_500)) > 0
        ? Duration.ofDays(36_500).toNanos()
        : duration.toNanos();
  }
}
