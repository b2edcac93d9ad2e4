// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.MergeSource;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollups;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      RollupEntry figures;
      try {
        figures = rollups.write(part, added.number());
      } catch (IOException | RuntimeException e) {
        writer.discard(added);
        throw e;
      }
      RollupSet.Change change = RollupSet.Change.add(figures);
      segments.replace(Set.of(), List.of(added), change, journalFile, together);
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
   * Removes spans from all segments: when this returns, no live file has them, and those that had
   * them are deleted as soon as no reader holds them. A segment that turns out to be damaged is set
   * aside. Figures still count them, but under no name that only they had.
   *
   * <p>Method: the names go first and then, one segment after the other, the spans; whoever has got
   * no answer because of a crash asks again, and finds the names of what is still there.
   *
   * @param rowsOf which rows of a segment go
   * @return how many spans were removed
   * @throws IOException if the disk fails; some segments may be done then
   */
  public long delete(Function<Part, BitSet> rowsOf) throws IOException {
    Set<Long> done = new HashSet<>();
    long count = 0;
    while (hasUndone(done)) {
      try (Segments.Hold hold = segments.hold()) {
        count += delete(rowsOf, done, hold);
      } catch (CorruptSegmentException e) {
        if (!segments.setAside(e)) {
          throw new IOException(e.getMessage(), e);
        }
      }
    }
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

  /** Whether there is a live segment of which it is not known that it has nothing to delete. */
  private boolean hasUndone(Set<Long> done) {
    return !done.containsAll(numbers(segments.manifest().segments()));
  }

  /** Deletes from the segments of a hold, as far as no merge is quicker. */
  private long delete(Function<Part, BitSet> rowsOf, Set<Long> done, Segments.Hold hold)
      throws IOException {
    Map<Long, BitSet> concerned = new LinkedHashMap<>();
    for (long number : hold.numbers()) {
      BitSet rows = done.contains(number) ? new BitSet() : rowsOf.apply(hold.part(number));
      if (rows.isEmpty()) {
        done.add(number);
      } else {
        concerned.put(number, rows);
      }
    }
    if (concerned.isEmpty()) {
      return 0;
    }
    lock.lock();
    try {
      countSegments();
      rollups.forgetNames(concerned);
    } finally {
      lock.unlock();
    }
    long count = 0;
    for (Map.Entry<Long, BitSet> next : concerned.entrySet()) {
      count += delete(hold.part(next.getKey()), next.getKey(), next.getValue(), done);
    }
    return count;
  }

  private long delete(Part part, long number, BitSet rows, Set<Long> done) throws IOException {
    lock.lock();
    try {
      Optional<SegmentEntry> entry =
          segments.manifest().segments().stream()
              .filter(live -> live.number() == number)
              .findFirst();
      if (entry.isEmpty()) {
        return 0; // what became of it comes later
      }
      List<SegmentEntry> rest = new ArrayList<>();
      if (rows.cardinality() < part.rowCount()) {
        List<MergeSource> source = List.of(new MergeSource(part, rows));
        rest.add(writer.write(CompactionTask.DELETION, entry.get().level(), source));
      }
      segments.replace(Set.of(number), rest, segments.manifest().journalFile());
      rest.forEach(added -> done.add(added.number()));
      metrics.deleted(rows.cardinality());
      return rows.cardinality();
    } finally {
      lock.unlock();
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
        sources.add(new MergeSource(hold.part(entry.number())));
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
