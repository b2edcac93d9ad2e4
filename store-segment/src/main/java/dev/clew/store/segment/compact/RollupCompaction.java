// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.CountedNames;
import dev.clew.store.segment.rollup.PartRollups;
import dev.clew.store.segment.rollup.RollupFile;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.store.segment.rollup.RollupSummary;
import dev.clew.store.segment.rollup.RollupWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what heads and segments add to the figures, merges rollup files, and removes what is too
 * old.
 *
 * <p>Threads: one at a time.
 */
final class RollupCompaction {

  private static final System.Logger LOGGER = System.getLogger(RollupCompaction.class.getName());

  private final Disk disk;
  private final Segments segments;
  private final PartRollups counted;
  private final RollupWriter writer;
  private final RollupPolicy policy;

  RollupCompaction(Disk disk, Segments segments, Zstd zstd, PartRollups counted) {
    this.disk = disk;
    this.segments = segments;
    this.counted = counted;
    this.writer = new RollupWriter(disk, zstd, counted.config());
    this.policy = new RollupPolicy(counted.config().kept());
  }

  /** Writes what a part adds to all segments, which are counted. */
  RollupEntry write(Part part, long segment) throws IOException {
    try (Segments.Hold hold = segments.hold()) {
      RollupPart figures = counted.of(part, hold.counted());
      return write(RollupQuery.MINUTE_NANOS, 0, segment, List.of(figures), Set.of());
    }
  }

  /** Counts one segment that is not counted yet; false if there is none. */
  boolean countSegment() throws IOException {
    Manifest manifest = segments.manifest();
    Set<Long> uncounted = manifest.rollups().uncounted();
    if (uncounted.isEmpty()) {
      return false;
    }
    long number = uncounted.stream().min(Long::compare).orElseThrow();
    try (Segments.Hold hold = segments.hold()) {
      RollupEntry entry = write(hold.part(number), number);
      LOGGER.log(Level.INFO, "{0}: spans counted", segments.path(number));
      segments.replace(
          Set.of(),
          List.of(),
          new RollupSet.Change(Set.of(), List.of(entry), Set.of(number), Set.of()),
          manifest.journalFile(),
          () -> {});
    }
    return true;
  }

  /** Merges or removes files if there is a reason to; whether something was done. */
  boolean tick(long nowNanos) throws IOException {
    List<RollupEntry> files = segments.manifest().rollups().files();
    List<RollupEntry> expired = policy.expired(files, nowNanos);
    if (!expired.isEmpty()) {
      replace(expired, List.of());
      return true;
    }
    RollupPolicy.Merge merge = policy.choose(files, nowNanos);
    if (merge.files().isEmpty()) {
      return false;
    }
    try (Segments.Hold hold = segments.hold()) {
      List<RollupFile> sources =
          merge.files().stream().map(file -> hold.rollup(file.number())).toList();
      RollupEntry merged = write(merge.resolutionNanos(), merge.level(), 0, sources, Set.of());
      replace(merge.files(), List.of(merged));
    }
    return true;
  }

  /**
   * Writes the figures anew that have a name in a key that only these rows of all segments have:
   * they are counted under {@link RollupQuery#OTHER} from now on.
   *
   * @param rows by the number of their segment; a segment that is not live any more is left out
   */
  void forgetNames(Map<Long, BitSet> rows) throws IOException {
    try (Segments.Hold hold = segments.hold()) {
      CountedNames names = new CountedNames(counted.config());
      for (long number : hold.numbers()) {
        names.add(hold.part(number), rows.getOrDefault(number, new BitSet()));
      }
      for (long number : hold.numbers()) {
        BitSet others = new BitSet();
        others.set(0, hold.part(number).rowCount());
        others.andNot(rows.getOrDefault(number, new BitSet()));
        names.removeAll(hold.part(number), others);
      }
      if (!names.names().isEmpty()) {
        forget(names.names(), hold);
      }
    }
  }

  private void forget(Set<String> texts, Segments.Hold hold) throws IOException {
    List<RollupEntry> removed = new ArrayList<>();
    List<RollupEntry> added = new ArrayList<>();
    try {
      for (RollupEntry entry : segments.manifest().rollups().files()) {
        RollupFile file = hold.rollup(entry.number());
        if (file.holdsAny(texts)) {
          removed.add(entry);
          added.add(
              write(entry.resolutionNanos(), entry.level(), entry.segment(), List.of(file), texts));
        }
      }
    } catch (IOException | RuntimeException e) {
      added.forEach(entry -> Removal.of(disk, segments.rollupPath(entry.number())));
      throw e;
    }
    if (!removed.isEmpty()) {
      replace(removed, added);
    }
  }

  private void replace(List<RollupEntry> removed, List<RollupEntry> added) throws IOException {
    segments.replace(
        Set.of(),
        List.of(),
        new RollupSet.Change(
            removed.stream().map(RollupEntry::number).collect(Collectors.toSet()),
            added,
            Set.of(),
            Set.of()),
        segments.manifest().journalFile(),
        () -> {});
  }

  private RollupEntry write(
      long resolutionNanos,
      int level,
      long segment,
      List<? extends RollupPart> sources,
      Set<String> forgotten)
      throws IOException {
    long number = segments.allocate();
    Path path = segments.rollupPath(number);
    try {
      RollupSummary summary = writer.write(path, resolutionNanos, sources, forgotten);
      return new RollupEntry(number, level, segment, summary);
    } catch (IOException | RuntimeException e) {
      Removal.of(disk, path);
      throw e;
    }
  }
}
