// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The spans of a trace from all its places, in order of start time, each once. A span that was
 * stored twice comes from the first of its places.
 *
 * <p>Memory: what {@link PlaceCursor}s take. Confined to one thread.
 */
final class MergedSpans {

  private final List<PlaceCursor> cursors = new ArrayList<>();
  private final PriorityQueue<PlaceCursor> heap;
  private final Set<SpanIdentity> sameStart = new HashSet<>(); // of the spans that came last
  private long lastStart = Long.MIN_VALUE;
  private int place;
  private int row;
  private long startNanos;

  /** Reads where the spans are and what identifies them. */
  MergedSpans(List<Place> places, Budget budget) {
    for (Place each : places) {
      cursors.add(PlaceCursor.open(each, cursors.size(), budget));
    }
    heap = new PriorityQueue<>(cursors);
  }

  /** How many places there are. */
  int placeCount() {
    return cursors.size();
  }

  /** The part of a place. */
  Part part(int number) {
    return cursors.get(number).part();
  }

  /** Goes to the next span; false if there is none. */
  boolean next() {
    while (!heap.isEmpty()) {
      PlaceCursor first = heap.remove();
      boolean isNew = cursors.size() == 1 || isNew(first); // a part holds each span once
      place = first.number();
      row = first.row();
      startNanos = first.startNanos();
      if (first.advance()) {
        heap.add(first);
      }
      if (isNew) {
        return true;
      }
    }
    return false;
  }

  /** The number of the place that holds the span. */
  int place() {
    return place;
  }

  /** The row of the span in that place's part. */
  int row() {
    return row;
  }

  /** The start of the span. */
  long startNanos() {
    return startNanos;
  }

  /** Leaves a place out from now on. */
  void remove(int number) {
    heap.remove(cursors.get(number));
  }

  private boolean isNew(PlaceCursor cursor) {
    if (cursor.startNanos() != lastStart) {
      lastStart = cursor.startNanos();
      sameStart.clear();
    }
    return sameStart.add(cursor.identity());
  }
}
