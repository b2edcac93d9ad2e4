// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.compact.CompactionConfig.Retention;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.MergeSource;
import dev.clew.store.segment.file.SegmentSummary;
import dev.clew.store.segment.file.SegmentWriter;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.CountedNames;
import dev.clew.store.segment.rollup.PartRollups;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes heads to segments, merges segments, and removes what is too old or was deleted; one thing
 * per call, so that whoever drives it decides when.
 *
 * <p>Threads: calls exclude each other.
 */
public final class Compactor {

  private static final System.Logger LOGGER = System.getLogger(Compactor.class.getName());

  private final Disk disk;
  private final Segments segments;
  private final SegmentWriter writer;
  private final CompactionConfig config;
  private final MergePolicy policy;
  private final RollupCompaction rollups;
  private final ReentrantLock lock = new ReentrantLock(); // held while files are written

  /**
   * Works on these segments.
   *
   * @param counted counts what heads add to the figures
   */
  public Compactor(
      Disk disk, Segments segments, Zstd zstd, CompactionConfig config, PartRollups counted) {
    this.disk = disk;
    this.segments = segments;
    this.writer = new SegmentWriter(disk, zstd, config.segment());
    this.config = config;
    this.policy = new MergePolicy(config);
    this.rollups = new RollupCompaction(disk, segments, zstd, counted);
  }

  /**
   * Writes a part that is only in the journal to a segment, and what it adds to the figures to a
   * rollup file. When this returns, readers find it there, and the journal's files up to {@code
   * journalFile} are needed no more.
   *
   * @param together what happens for readers at the same moment: the part goes
   * @throws IOException if the disk fails; nothing has changed then
   */
  public void flush(Part part, long journalFile, Runnable together) throws IOException {
    lock.lock();
    try {
      countSegments();
      if (part.rowCount() == 0) {
        segments.replace(Set.of(), List.of(), journalFile, together);
        return;
      }
      SegmentEntry added = write(0, List.of(new MergeSource(part)));
      try {
        RollupSet.Change change = RollupSet.Change.add(rollups.write(part, added.number()));
        segments.replace(Set.of(), List.of(added), change, journalFile, together);
      } catch (IOException | RuntimeException e) {
        Removal.of(disk, segments.path(added.number()));
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does the most urgent thing there is to do.
   *
   * @param nowNanos the time of day, epoch nanoseconds
   * @return whether something was done; there may be more then
   * @throws IOException if the disk fails; nothing has changed then
   */
  public boolean tick(long nowNanos) throws IOException {
    lock.lock();
    try {
      return rollups.countSegment() || expire(nowNanos) || merge() || rollups.tick(nowNanos);
    } catch (CorruptSegmentException e) {
      setAside(e);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes spans from all segments: when this returns, no live file has them, and those that had
   * them are deleted as soon as no reader holds them. Figures still count them, but under no name
   * that only they had.
   *
   * @param rowsOf which rows of a segment go
   * @return how many spans were removed
   * @throws IOException if the disk fails; nothing has changed then
   */
  public long delete(Function<Part, BitSet> rowsOf) throws IOException {
    lock.lock();
    try (Segments.Hold hold = segments.hold()) {
      List<SegmentEntry> added = new ArrayList<>();
      List<Long> removed = new ArrayList<>();
      long count = 0;
      CountedNames names = rollups.names();
      for (SegmentEntry entry : segments.manifest().segments()) {
        Part part = hold.part(entry.number());
        BitSet rows = rowsOf.apply(part);
        if (!rows.isEmpty()) {
          count += rows.cardinality();
          removed.add(entry.number());
          names.add(part, rows);
          if (rows.cardinality() < part.rowCount()) {
            List<MergeSource> source = List.of(new MergeSource(part, rows));
            added.add(write(entry.level(), source));
          }
        }
      }
      if (!removed.isEmpty()) {
        segments.replace(Set.copyOf(removed), added, segments.manifest().journalFile(), () -> {});
        rollups.forget(names);
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts segments that are not counted yet, so that what comes next is counted against all that
   * is there.
   */
  private void countSegments() throws IOException {
    boolean isDone = false;
    while (!isDone) {
      try {
        isDone = !rollups.countSegment();
      } catch (CorruptSegmentException e) {
        setAside(e);
      }
    }
  }

  private void setAside(CorruptSegmentException e) throws IOException {
    LOGGER.log(Level.ERROR, "damaged file set aside, what it held is missing", e);
    segments.setAside(e.file());
  }

  private boolean merge() throws IOException {
    List<SegmentEntry> chosen = policy.choose(segments.manifest().segments());
    if (chosen.isEmpty()) {
      return false;
    }
    int level = chosen.stream().mapToInt(SegmentEntry::level).max().orElseThrow() + 1;
    try (Segments.Hold hold = segments.hold()) {
      List<MergeSource> sources =
          chosen.stream().map(entry -> new MergeSource(hold.part(entry.number()))).toList();
      SegmentEntry merged = write(level, sources);
      segments.replace(
          numbers(chosen), List.of(merged), segments.manifest().journalFile(), () -> {});
    }
    return true;
  }

  private boolean expire(long nowNanos) throws IOException {
    if (!(config.retention() instanceof Retention.Limited(var ageMax, long bytesMax))) {
      return false;
    }
    long startMin = nowNanos - ageMax.toNanos();
    long excess = segments.manifest().bytes() - bytesMax;
    List<SegmentEntry> oldestFirst = new ArrayList<>(segments.manifest().segments());
    oldestFirst.sort(Comparator.comparingLong(SegmentEntry::startNanosMax));
    List<SegmentEntry> expired = new ArrayList<>();
    for (SegmentEntry entry : oldestFirst) {
      if (entry.startNanosMax() < startMin || excess > 0) {
        expired.add(entry);
        excess -= entry.bytes();
      }
    }
    if (!expired.isEmpty()) {
      segments.replace(numbers(expired), List.of(), segments.manifest().journalFile(), () -> {});
    }
    return !expired.isEmpty();
  }

  private SegmentEntry write(int level, List<MergeSource> sources) throws IOException {
    long number = segments.allocate();
    Path path = segments.path(number);
    try {
      SegmentSummary summary = writer.write(path, sources);
      return new SegmentEntry(
          number,
          level,
          summary.spanCount(),
          summary.traceCount(),
          summary.bytes(),
          summary.startNanosMin(),
          summary.startNanosMax());
    } catch (IOException | RuntimeException e) {
      Removal.of(disk, path);
      throw e;
    }
  }

  private static Set<Long> numbers(List<SegmentEntry> entries) {
    return entries.stream().map(SegmentEntry::number).collect(Collectors.toSet());
  }
}
