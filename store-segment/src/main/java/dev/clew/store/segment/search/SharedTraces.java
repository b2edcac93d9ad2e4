// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which traces of a part have spans in another part, too: looked up once per pair of parts and kept
 * as long as both live, so that counting a million traces does not look for each of them in every
 * part. Of a part that has grown only the new traces are looked up.
 *
 * <p>Method: where every trace of one part has been looked for in the other, all shared ones are
 * known, so the smaller part is asked about the larger. From then on new traces of either are
 * looked for in the other.
 *
 * <p>Threads: any. Memory: a bitmap per pair, which is all but empty, since the parts of a trace
 * are merged.
 */
final class SharedTraces {

  private static final int LOOKUPS_MIN = 256;
  private static final int TRACES_PER_CHECK = 4096; // of the budget

  private final int lookupsMin;
  private final Cache<Object, Cache<Object, Overlap>> overlaps =
      Caffeine.newBuilder().weakKeys().build();

  SharedTraces() {
    this(LOOKUPS_MIN);
  }

  /**
   * @param lookupsMin how many traces of a part a query looks up by itself in any case
   */
  SharedTraces(int lookupsMin) {
    this.lookupsMin = lookupsMin;
  }

  /** What two parts share. */
  private static final class Overlap {
    private int partTraces; // looked at so far
    private int otherTraces;
    private RoaringBitmap ordinals = new RoaringBitmap(); // of the part; never changed, replaced

    /** How many traces have to be looked up; 0 also where that would not help. */
    private synchronized long price(TraceIndex part, TraceIndex other) {
      if (isNew()) {
        return Math.min(part.count(), other.count());
      }
      return isKnown(part, other)
          ? 0
          : Math.max(0, part.count() - partTraces) + Math.max(0, other.count() - otherTraces);
    }

    private synchronized @Nullable RoaringBitmap bring(
        TraceIndex part, TraceIndex other, Budget budget) {
      if (isKnown(part, other)) {
        return ordinals;
      }
      if (part.count() < partTraces || other.count() < otherTraces) {
        return null; // one has grown since, the other has not: what is known fits neither
      }
      RoaringBitmap found = ordinals.clone();
      boolean ofPart = !isNew() || part.count() <= other.count();
      boolean ofOther = !isNew() || !ofPart;
      if ((ofPart && !lookUp(part, partTraces, other, true, found, budget))
          || (ofOther && !lookUp(other, otherTraces, part, false, found, budget))) {
        return null;
      }
      partTraces = part.count();
      otherTraces = other.count();
      ordinals = found;
      return ordinals;
    }

    private boolean isNew() {
      return partTraces == 0 && otherTraces == 0;
    }

    private boolean isKnown(TraceIndex part, TraceIndex other) {
      return !isNew() && part.count() <= partTraces && other.count() <= otherTraces;
    }

    /** Looks for the traces {@code [from, count)} of one part in another; false if time is up. */
    private static boolean lookUp(
        TraceIndex from,
        int begin,
        TraceIndex in,
        boolean fromPart,
        RoaringBitmap found,
        Budget budget) {
      for (int trace = begin; trace < from.count(); trace++) {
        if (trace % TRACES_PER_CHECK == 0 && !budget.spend(0, 0)) {
          return false;
        }
        int there = in.find(from.idHigh(trace), from.idLow(trace));
        if (there >= 0) {
          found.add(fromPart ? trace : there);
        }
      }
      return true;
    }
  }

  /** How many traces of a part are looked up by themselves before it is worth asking here. */
  int lookupsMin() {
    return lookupsMin;
  }

  /** How many traces have to be looked up before {@link #of} answers. */
  long price(Part part, Part other) {
    return overlap(part, other).price(part.traces(), other.traces());
  }

  /**
   * Ordinals of traces of a part: all that have spans in the other part, and perhaps some that have
   * come there later. Not to be changed.
   *
   * @return null if the budget is exhausted, or states of both parts are asked about of which
   *     another query has seen a later one
   */
  @Nullable RoaringBitmap of(Part part, Part other, Budget budget) {
    return overlap(part, other).bring(part.traces(), other.traces(), budget);
  }

  private Overlap overlap(Part part, Part other) {
    return overlaps
        .get(part.lineage(), _ -> Caffeine.newBuilder().weakKeys().build())
        .get(other.lineage(), _ -> new Overlap());
  }
}
