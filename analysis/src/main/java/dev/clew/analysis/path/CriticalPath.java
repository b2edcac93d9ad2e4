// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceView;

/**
 * What one request waited for: sections of time, each the work of one span, in order of time.
 *
 * <p>Together the sections tile the root span exactly, but for the time that a what-if has removed.
 * A span may have several sections, before, between and after the children it waited for. Their
 * times are those of the root's clock.
 *
 * <p>Threads: immutable.
 */
public final class CriticalPath {

  private final TraceView view;
  private final int root;
  private final int[] rows;
  private final long[] starts;
  private final long[] ends;
  private final int[] spans;
  private final long[] durations;
  private final long removedNanos;

  CriticalPath(TraceView view, int root, PathScratch path, long removedNanos) {
    this.view = view;
    this.root = root;
    this.rows = path.rowsInOrder();
    this.starts = path.startsInOrder();
    this.ends = path.endsInOrder();
    this.spans = path.spans();
    this.durations = path.durations();
    this.removedNanos = removedNanos;
  }

  /** The trace. */
  public TraceView view() {
    return view;
  }

  /** The row of the span whose time is explained. */
  public int root() {
    return root;
  }

  /** How many sections there are. None is empty. */
  public int sectionCount() {
    return rows.length;
  }

  /** The span that a section is the work of. */
  public int row(int section) {
    return rows[section];
  }

  /** When a section begins, in epoch nanoseconds. */
  public long startNanos(int section) {
    return starts[section];
  }

  /** When a section ends, in epoch nanoseconds; the next one begins then. */
  public long endNanos(int section) {
    return ends[section];
  }

  /** How long a section is, in nanoseconds. */
  public long lengthNanos(int section) {
    return ends[section] - starts[section];
  }

  /** What a what-if saved, in nanoseconds: 0 for the path as it was. */
  public long removedNanos() {
    return removedNanos;
  }

  /** How many spans are on the path, those without a section of their own included. */
  public int spanCount() {
    return spans.length;
  }

  /** The row of a span on the path, by its number from 0; ascending. */
  public int span(int number) {
    return spans[number];
  }

  /** How long a span on the path made its parent wait, by its number; not longer than the span. */
  public long waitNanos(int number) {
    return durations[number];
  }

  /** Adds the length of every section to its span's entry: the exclusive time on the path. */
  public void addExclusive(long[] nanosByRow) {
    for (int section = 0; section < rows.length; section++) {
      nanosByRow[rows[section]] += ends[section] - starts[section];
    }
  }
}
