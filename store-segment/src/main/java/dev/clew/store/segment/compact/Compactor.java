// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.MergeSource;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.CountedNames;
import dev.clew.store.segment.rollup.PartRollups;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Writes heads to segments, merges segments, and removes what is too old or was deleted; one thing
 * per call, so that whoever drives it decides when.
 *
 * <p>Threads: any; the writing of files excludes each other.
 */
public final class Compactor {

  private final Disk disk;
  private final Segments segments;
  private final SegmentFileWriter writer;
  private final MergePolicy policy;
  private final RollupCompaction rollups;
  private final Expiry expiry;
  private final CompactionMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock(); // held while files are written
  private volatile int backlog;

  /**
   * What a compactor takes from outside.
   *
   * @param nanoTime a monotonic clock
   * @param sleepNanos waits where the throttle says so
   * @param meters where figures go
   */
  public record Platform(
      Disk disk, LongSupplier nanoTime, LongConsumer sleepNanos, MeterRegistry meters) {}

  /**
   * Works on these segments.
   *
   * @param archive what retention spares
   * @param counted counts what heads add to the figures
   */
  public Compactor(
      Platform platform,
      Segments segments,
      Archive archive,
      CompactionConfig config,
      PartRollups counted) {
    this.disk = platform.disk();
    this.rollups = new RollupCompaction(disk, segments, segments.zstd(), counted);
    this.segments = segments;
    this.policy = new MergePolicy(config);
    this.metrics = new CompactionMetrics(platform.meters());
    WriteThrottle throttle =
        new WriteThrottle(
            config.writeBytesPerSecondMax(),
            platform.nanoTime(),
            nanos -> {
              metrics.throttled(nanos);
              platform.sleepNanos().accept(nanos);
            });
    this.writer =
        new SegmentFileWriter(platform.disk(), segments, config.segment(), throttle, metrics);
    this.expiry = new Expiry(segments, writer, archive, config.retention(), metrics);
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
      SegmentEntry added = writer.write(CompactionTask.FLUSH, 0, List.of(new MergeSource(part)));
      try {
        RollupSet.Change change = RollupSet.Change.add(rollups.write(part, added.number()));
        segments.replace(Set.of(), List.of(added), change, journalFile, together);
      } catch (IOException | RuntimeException e) {
        writer.discard(added);
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
      backlog = policy.backlog(segments.manifest().segments(), nowNanos);
      return rollups.countSegment()
          || expiry.run(nowNanos)
          || merge(nowNanos)
          || rollups.tick(nowNanos);
    } catch (CorruptSegmentException e) {
      return segments.setAside(e);
    } finally {
      lock.unlock();
    }
  }

  /** How many segments wait to be merged, as of the last {@link #tick}. */
  public int backlog() {
    return backlog;
  }

  /**
   * Removes spans from all segments, one after the other: when this returns, no live file has them,
   * and those that had them are deleted as soon as no reader holds them. A segment that turns out
   * to be damaged is set aside. Figures still count them, but under no name that only they had.
   *
   * @param rowsOf which rows of a segment go
   * @return how many spans were removed
   * @throws IOException if the disk fails; some segments may be done then
   */
  public long delete(Function<Part, BitSet> rowsOf) throws IOException {
    Set<Long> done = new HashSet<>();
    long count = 0;
    CountedNames names = rollups.names();
    for (Optional<SegmentEntry> next = undone(done); next.isPresent(); next = undone(done)) {
      SegmentEntry entry = next.get();
      try {
        count += delete(entry, rowsOf, done, names);
      } catch (CorruptSegmentException e) {
        if (!segments.setAside(e)) {
          throw new IOException(e.getMessage(), e);
        }
      }
    }
    lock.lock();
    try {
      rollups.forget(names);
    } finally {
      lock.unlock();
    }
    metrics.deleted(count);
    return count;
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
        if (!segments.setAside(e)) {
          throw new IOException(e.getMessage(), e);
        }
      }
    }
  }

  /** A live segment of which it is not known that it has nothing to delete. */
  private Optional<SegmentEntry> undone(Set<Long> done) {
    return segments.manifest().segments().stream()
        .filter(entry -> !done.contains(entry.number()))
        .findFirst();
  }

  private long delete(
      SegmentEntry entry, Function<Part, BitSet> rowsOf, Set<Long> done, CountedNames names)
      throws IOException {
    try (Segments.Hold hold = segments.hold()) {
      Optional<Part> part = hold.find(entry.number());
      BitSet rows = part.map(rowsOf).orElse(new BitSet()); // a merge may have been quicker
      if (rows.isEmpty()) {
        done.add(entry.number());
        return 0;
      }
      lock.lock();
      try {
        countSegments();
        if (!segments.manifest().segments().contains(entry)) {
          return 0; // what became of it comes later
        }
        names.add(part.orElseThrow(), rows);
        List<SegmentEntry> rest = new ArrayList<>();
        if (rows.cardinality() < entry.spanCount()) {
          List<MergeSource> source = List.of(new MergeSource(part.orElseThrow(), rows));
          rest.add(writer.write(CompactionTask.DELETION, entry.level(), source));
        }
        segments.replace(Set.of(entry.number()), rest, segments.manifest().journalFile());
        rest.forEach(added -> done.add(added.number()));
        return rows.cardinality();
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean merge(long nowNanos) throws IOException {
    try (Segments.Hold hold = segments.hold()) {
      List<SegmentEntry> chosen = policy.choose(segments.manifest().segments(), nowNanos);
      if (chosen.isEmpty()) {
        return false;
      }
      int level = chosen.stream().mapToInt(SegmentEntry::level).max().orElseThrow() + 1;
      List<MergeSource> sources = new ArrayList<>();
      for (SegmentEntry entry : chosen) {
        sources.add(new MergeSource(hold.find(entry.number()).orElseThrow()));
      }
      SegmentEntry merged = writer.write(CompactionTask.MERGE, level, sources);
      segments.replace(numbers(chosen), List.of(merged), segments.manifest().journalFile());
    }
    backlog = policy.backlog(segments.manifest().segments(), nowNanos);
    return true;
  }

  private static Set<Long> numbers(List<SegmentEntry> entries) {
    return entries.stream().map(SegmentEntry::number).collect(Collectors.toSet());
  }
}
