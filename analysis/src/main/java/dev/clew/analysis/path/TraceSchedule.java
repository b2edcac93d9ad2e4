// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Who waits for whom below one span, as a network of tasks: what would be if spans took other times
 * than they did.
 *
 * <p>Model. A child starts when the last of the siblings that had ended by then has ended, plus the
 * time that the parent spent between; if none had ended, as long after its parent's start as it
 * did. A parent ends when its last child has ended, plus what it did afterwards. Siblings that
 * overlap by a hair follow each other, by the same rule as on the {@link CriticalPathFinder
 * critical path}. Nobody waits for a span outside its parent, nor for a consumer below its
 * producer.
 *
 * <p>This is the critical path method of project planning, a plan within a plan for every span. Its
 * longest chain is the critical path of the trace, the spans of which have no slack.
 *
 * <p>Threads: one at a time; arrays are reused. Cost: O(n log n) to load and for all slacks; a
 * what-if costs the children of the spans that change and of those above them.
 */
public final class TraceSchedule {

  /** The slack of a span that nobody waits for. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private final PathOptions options;
  private final SpanTimes times = new SpanTimes();
  private final SiblingOrder siblings = new SiblingOrder(times);

  // By row.
  private long[] slack = new long[64];
  private long[] duration = new long[64]; // in the what-if in which it changed
  private int[] changedIn = new int[64];
  private int[] fasterIn = new int[64];

  private long[] drag = new long[64];
  private boolean[] isOnPath = new boolean[64];

  private final PriorityQueue<Integer> beside = // places, the least slack first
      new PriorityQueue<>(Comparator.comparingLong(place -> slack[siblings.row(place)]));
  private long[] moved = new long[64]; // by place: when a child ends in a what-if
  private int[] changed = new int[64]; // rows
  private int whatIf;

  /** A schedule with the default options. */
  public TraceSchedule() {
    this(PathOptions.DEFAULT);
  }

  /** A schedule with these options. */
  public TraceSchedule(PathOptions options) {
    this.options = options;
  }

  /** Takes in a span and everything below it; what was loaded before is forgotten. */
  public void load(TraceView view, int root) {
    times.load(view, root, options.adjustSkew());
    siblings.load(view, root, options.overlapTolerance());
    if (slack.length < view.size()) {
      int capacity = Math.max(view.size(), slack.length * 2);
      slack = new long[capacity];
      duration = new long[capacity];
      changedIn = new int[capacity];
      fasterIn = new int[capacity];
      drag = new long[capacity];
      isOnPath = new boolean[capacity];
      moved = new long[capacity];
      changed = new int[capacity];
      whatIf = 0;
    }
  }

  /**
   * By row of the trace: how much longer a span may take before the root takes longer; 0 on the
   * path, {@link #UNLIMITED} for a span that nobody waits for and everything below it. Rows outside
   * the root's subtree mean nothing. Valid until the next call.
   *
   * @param path the critical path of what was loaded
   */
  public long[] slackNanos(CriticalPath path) {
    TraceView view = path.view();
    int onPath = 0;
    slack[path.root()] = 0;
    for (int row = path.root(); row < view.subtreeEnd(path.root()); row++) {
      if (onPath < path.spanCount() && path.span(onPath) == row) {
        slack[row] = 0;
        onPath++;
      } else if (!times.isWaitedFor(row)) {
        slack[row] = UNLIMITED;
      }
      if (siblings.begin(row) < siblings.end(row)) {
        slackOfChildren(row);
      }
    }
    return slack;
  }

  private void slackOfChildren(int row) {
    int begin = siblings.begin(row);
    int end = siblings.end(row);
    long deadline = siblings.lastEnd(row) + slack[row];
    long[] earliest = moved; // by place: the deadline of those from there on, whom they wait for
    for (int place = end - 1; place >= begin; place--) {
      int child = siblings.row(place);
      int follower = siblings.firstAfter(place, end);
      long limit = follower < end ? Math.min(deadline, earliest[follower]) : deadline;
      slack[child] = limit - times.end(child);
      long own = siblings.latestBefore(place) + slack[child];
      earliest[place] = place + 1 < end ? Math.min(own, earliest[place + 1]) : own;
    }
  }

  /**
   * By number of the span on the path: its drag, how much sooner the root would have ended had this
   * span, with everything below it, taken no time. Something that ran beside it may have ended just
   * before.
   *
   * @param path the critical path of what was loaded
   */
  public long[] dragNanos(CriticalPath path) {
    slackNanos(path);
    int count = path.spanCount();
    for (int i = 0; i < count; i++) {
      int row = path.span(i);
      drag[row] = path.waitNanos(i);
      isOnPath[row] = true;
    }
    long[] drags = new long[count];
    for (int i = 0; i < count; i++) { // parents before their children
      int row = path.span(i);
      drags[i] = drag[row];
      limitChildren(row);
    }
    for (int i = 0; i < count; i++) {
      isOnPath[path.span(i)] = false;
    }
    return drags;
  }

  /**
   * A child on the path saves no more than its parent would, nor than the slack of what runs beside
   * it: what neither had ended when the child started nor started when it had ended.
   */
  private void limitChildren(int row) {
    int end = siblings.end(row);
    int next = siblings.begin(row);
    beside.clear();
    for (int place = next; place < end; place++) {
      int child = siblings.row(place);
      if (!isOnPath[child]) {
        continue;
      }
      int follower = siblings.firstAfter(place, end);
      for (; next < follower; next++) {
        if (!isOnPath[siblings.row(next)]) {
          beside.add(next);
        }
      }
      while (!beside.isEmpty() && siblings.isBefore(beside.element(), place)) {
        beside.remove();
      }
      long room = beside.isEmpty() ? UNLIMITED : slack[siblings.row(beside.element())];
      drag[child] = Math.min(Math.min(drag[child], drag[row]), room);
    }
  }

  /**
   * How long the root would have taken if some spans, each with everything below it, had taken only
   * a part of their time.
   *
   * @param rows the spans, in the first {@code count} places; those outside the root's subtree must
   *     not be among them
   * @param remaining the part that is left, from 0 to 1
   */
  public long durationNanos(TraceView view, int root, int[] rows, int count, double remaining) {
    if (++whatIf == Integer.MAX_VALUE) {
      Arrays.fill(changedIn, 0);
      Arrays.fill(fasterIn, 0);
      whatIf = 1;
    }
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (!times.isWaitedFor(rows[i])) {
        continue;
      }
      fasterIn[rows[i]] = whatIf;
      for (int row = rows[i]; changedIn[row] != whatIf; row = view.parent(row)) {
        changedIn[row] = whatIf;
        changed[size++] = row;
        if (row == root) {
          break;
        }
      }
    }
    Arrays.sort(changed, 0, size);
    for (int i = size - 1; i >= 0; i--) { // children before their parents
      int row = changed[i];
      duration[row] =
          fasterIn[row] == whatIf
              ? Math.round(times.duration(row) * remaining)
              : durationByChildren(row);
    }
    return changedIn[root] == whatIf ? duration[root] : times.duration(root);
  }

  private long durationByChildren(int row) {
    int begin = siblings.begin(row);
    int end = siblings.end(row);
    long start = times.start(row);
    long last = start;
    long ended = start; // when the last of those that are waited for ends now
    int next = begin;
    for (int place = begin; place < end; place++) {
      int child = siblings.row(place);
      for (; next < siblings.endedBefore(place); next++) {
        ended = Math.max(ended, moved[siblings.byEnd(next)]);
      }
      long from = Math.max(start, ended + times.start(child) - siblings.latestBefore(place));
      long took = changedIn[child] == whatIf ? duration[child] : times.duration(child);
      moved[place] = from + took;
      last = Math.max(last, moved[place]);
    }
    return last - start + times.end(row) - siblings.lastEnd(row);
  }
}
