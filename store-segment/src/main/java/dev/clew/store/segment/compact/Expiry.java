// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.model.TraceId;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.file.MergeSource;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.SelectedRows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes what a {@link RetentionPolicy} does not keep, and spares archived traces.
 *
 * <p>Cost: a segment of which everything has expired just goes. One of which something has to stay
 * is written anew, and that happens at most once per distinct age of the policy, because spans wait
 * until all those of their segment with the same age have expired; and once more whenever half of
 * its spans are too old. The kinds of spans of a segment are counted once.
 *
 * <p>Threads: one at a time.
 */
final class Expiry {

  private static final long MIXED_CHECK_NANOS = Duration.ofMinutes(10).toNanos();

  private final Segments segments;
  private final SegmentFileWriter writer;
  private final Archive archive;
  private final RetentionPolicy policy;
  private final CompactionMetrics metrics;
  private final Map<Long, SpanClasses> classes = new HashMap<>(); // by segment number
  private final Map<Long, Settled> settled = new HashMap<>();
  private final Map<Long, Long> mixedCheckedNanos = new HashMap<>();

  /** Why a segment was left as it is: what has expired in it is archived. */
  private record Settled(Set<TraceId> archived, BitSet expired) {}

  /** What stays, by kind of spans: what starts at these times or later. */
  private static final class Cutoffs {
    final long[] byAge;
    final long[] bySize;

    Cutoffs(int classCount) {
      byAge = new long[classCount];
      bySize = new long[classCount];
    }
  }

  Expiry(
      Segments segments,
      SegmentFileWriter writer,
      Archive archive,
      RetentionPolicy policy,
      CompactionMetrics metrics) {
    this.segments = segments;
    this.writer = writer;
    this.archive = archive;
    this.policy = policy;
    this.metrics = metrics;
  }

  /**
   * Removes all segments of which nothing stays, or writes one anew.
   *
   * @param nowNanos the time of day, epoch nanoseconds
   * @return whether something was done; there may be more then
   */
  boolean run(long nowNanos) throws IOException {
    if (policy.isUnlimited()) {
      return false;
    }
    Set<TraceId> archived = archive.ids();
    try (Segments.Hold hold = segments.hold()) {
      List<SegmentEntry> newestFirst = new ArrayList<>(segments.manifest().segments());
      newestFirst.sort(Comparator.comparingLong(SegmentEntry::startNanosMax).reversed());
      forgetAllBut(newestFirst);
      Cutoffs cutoffs = cutoffs(newestFirst, hold, nowNanos);
      List<SegmentEntry> gone = new ArrayList<>();
      for (SegmentEntry entry : newestFirst.reversed()) {
        BitSet rows = expiredRows(entry, hold, cutoffs, archived, nowNanos);
        if (rows.cardinality() == entry.spanCount()) {
          gone.add(entry);
        } else if (!rows.isEmpty() && gone.isEmpty()) {
          return rewrite(entry, part(hold, entry), rows, archived);
        }
      }
      return !gone.isEmpty() && remove(gone, archived);
    }
  }

  private Cutoffs cutoffs(List<SegmentEntry> newestFirst, Segments.Hold hold, long nowNanos) {
    int count = policy.classCount();
    Cutoffs cutoffs = new Cutoffs(count);
    long[] bytes = new long[count];
    for (int spanClass = 0; spanClass < count; spanClass++) {
      cutoffs.byAge[spanClass] = policy.limit(spanClass).startNanosMin(nowNanos);
      cutoffs.bySize[spanClass] = Long.MIN_VALUE;
    }
    long totalBytes = 0;
    for (SegmentEntry entry : newestFirst) {
      totalBytes += entry.bytes();
      boolean isTooMuch = totalBytes > policy.standard().bytesMax();
      SpanClasses has = classes(entry, hold);
      for (int spanClass = 0; spanClass < count; spanClass++) {
        boolean isExempt = spanClass < count - 1;
        bytes[spanClass] +=
            (long) ((double) entry.bytes() * has.spanCount(spanClass) / entry.spanCount());
        if (isTooMuch || (isExempt && bytes[spanClass] > policy.limit(spanClass).bytesMax())) {
          cutoffs.bySize[spanClass] =
              Math.max(cutoffs.bySize[spanClass], entry.startNanosMax() + 1);
        }
      }
    }
    return cutoffs;
  }

  /** The rows of a segment that are to go; none as well if it does not pay yet. */
  private BitSet expiredRows(
      SegmentEntry entry,
      Segments.Hold hold,
      Cutoffs cutoffs,
      Set<TraceId> archived,
      long nowNanos) {
    BitSet expired = expiredClasses(classes(entry, hold), cutoffs);
    if (expired.isEmpty()) {
      return mixedRows(entry, part(hold, entry), cutoffs, archived, nowNanos);
    }
    Settled now = new Settled(archived, expired);
    if (now.equals(settled.get(entry.number()))) {
      return new BitSet();
    }
    Part part = part(hold, entry);
    BitSet rows = new BitSet();
    if (policy.classCount() == 1) {
      rows.set(0, part.rowCount());
    } else {
      expired.stream()
          .mapToObj(c -> SelectedRows.matching(part, policy.filter(c), TimeRange.ALL))
          .forEach(rows::or);
    }
    rows.andNot(SelectedRows.ofTraces(part, archived));
    if (rows.isEmpty()) {
      settled.put(entry.number(), now);
    }
    return rows;
  }

  /** The kinds of spans of which none has to stay. */
  private BitSet expiredClasses(SpanClasses has, Cutoffs cutoffs) {
    Map<Duration, Long> lastStart = new HashMap<>();
    for (int spanClass = 0; spanClass < policy.classCount(); spanClass++) {
      if (has.spanCount(spanClass) > 0) {
        lastStart.merge(policy.limit(spanClass).ageMax(), has.startNanosMax(spanClass), Math::max);
      }
    }
    BitSet expired = new BitSet();
    for (int spanClass = 0; spanClass < policy.classCount(); spanClass++) {
      if (has.spanCount(spanClass) > 0
          && (lastStart.getOrDefault(policy.limit(spanClass).ageMax(), Long.MAX_VALUE)
                  < cutoffs.byAge[spanClass]
              || has.startNanosMax(spanClass) < cutoffs.bySize[spanClass])) {
        expired.set(spanClass);
      }
    }
    return expired;
  }

  /** What is too old in a segment with newer spans, too, if that is half of them or more. */
  private BitSet mixedRows(
      SegmentEntry entry, Part part, Cutoffs cutoffs, Set<TraceId> archived, long nowNanos) {
    long cutoffMin = Long.MAX_VALUE;
    for (long cutoff : cutoffs.byAge) {
      cutoffMin = Math.min(cutoffMin, cutoff);
    }
    BitSet rows = new BitSet();
    Long checked = mixedCheckedNanos.get(entry.number());
    if (entry.startNanosMin() >= cutoffMin
        || (checked != null && nowNanos - checked < MIXED_CHECK_NANOS)) {
      return rows;
    }
    mixedCheckedNanos.put(entry.number(), nowNanos);
    long old = 0;
    for (int block = 0; block < part.blockCount(); block++) {
      old += part.startNanosMax(block) < cutoffMin ? part.blockRows(block) : 0;
    }
    if (old * 2 < entry.spanCount()) {
      return rows;
    }
    for (int spanClass = 0; spanClass < policy.classCount(); spanClass++) {
      TimeRange tooOld = new TimeRange(Long.MIN_VALUE, cutoffs.byAge[spanClass]);
      rows.or(SelectedRows.matching(part, policy.filter(spanClass), tooOld));
    }
    rows.andNot(SelectedRows.ofTraces(part, archived));
    return rows.cardinality() * 2L < entry.spanCount() ? new BitSet() : rows;
  }

  private boolean remove(List<SegmentEntry> gone, Set<TraceId> archived) throws IOException {
    boolean isDone =
        archive.commit(
            archived,
            () -> segments.replace(numbers(gone), List.of(), segments.manifest().journalFile()));
    if (isDone) {
      metrics.expired(gone.stream().mapToLong(SegmentEntry::spanCount).sum());
    }
    return true;
  }

  private boolean rewrite(SegmentEntry entry, Part part, BitSet rows, Set<TraceId> archived)
      throws IOException {
    SegmentEntry rest =
        writer.write(CompactionTask.RETENTION, entry.level(), List.of(new MergeSource(part, rows)));
    boolean isDone =
        archive.commit(
            archived,
            () ->
                segments.replace(
                    Set.of(entry.number()), List.of(rest), segments.manifest().journalFile()));
    if (isDone) {
      metrics.expired(rows.cardinality());
    } else {
      writer.discard(rest);
    }
    return true;
  }

  private SpanClasses classes(SegmentEntry entry, Segments.Hold hold) {
    return classes.computeIfAbsent(
        entry.number(), _ -> SpanClasses.of(entry, part(hold, entry), policy));
  }

  private static Part part(Segments.Hold hold, SegmentEntry entry) {
    return hold.part(entry.number());
  }

  private void forgetAllBut(List<SegmentEntry> live) {
    Set<Long> numbers = numbers(live);
    classes.keySet().retainAll(numbers);
    settled.keySet().retainAll(numbers);
    mixedCheckedNanos.keySet().retainAll(numbers);
  }

  private static Set<Long> numbers(List<SegmentEntry> entries) {
    return entries.stream()
        .map(SegmentEntry::number)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
