// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Finds the critical path of traces. From the end of the root backwards: time belongs to a span
 * until the child that ended last; then to that child, in the same way; then, from the child's
 * start on, to the span again, until the next child that had ended by then.
 *
 * <p>The idea is CRISP's (Zhang et al., USENIX ATC 2022), so is the tolerance for siblings that
 * overlap by a hair; the sections that tile the root are Jaeger's. Before the walk children are
 * moved and cut to their parents, see {@link SpanTimes}.
 *
 * <p>Threads: one at a time; scratch arrays are reused. Cost: O(n log n), without recursion.
 */
public final class CriticalPathFinder {

  private final PathOptions options;
  private final SpanTimes times = new SpanTimes();
  private final ChildrenByEnd byEnd = new ChildrenByEnd();
  private final PathScratch path = new PathScratch();

  // One frame for each span that is being walked.
  private int[] frameRow = new int[64];
  private long[] frameTime = new long[64]; // what is before it has not been given to anyone yet
  private int[] frameNext = new int[64]; // the place of the next child to look at
  private int[] frameLast = new int[64]; // the child that was taken last
  private boolean[] frameGone = new boolean[64]; // that child is thought away
  private int depth;

  private long removedNanos;

  /** A finder with the default options. */
  public CriticalPathFinder() {
    this(PathOptions.DEFAULT);
  }

  /** A finder with these options. */
  public CriticalPathFinder(PathOptions options) {
    this.options = options;
  }

  /** The critical path of the trace's main root. */
  public CriticalPath find(TraceView view) {
    return find(view, 0);
  }

  /** The critical path below any span. */
  public CriticalPath find(TraceView view, int root) {
    return findWithout(view, root, _ -> false);
  }

  /**
   * What the critical path would have been if some spans, and all below them, had taken no time.
   * The others stay where they are: time that nobody else worked in is {@linkplain
   * CriticalPath#removedNanos removed}, and where something ran beside, that is now waited for. How
   * much time would be saved if others moved as well is a question for {@link TraceSchedule}.
   *
   * @param removed which rows are thought away
   */
  public CriticalPath findWithout(TraceView view, int root, IntPredicate removed) {
    path.reset(view.size());
    removedNanos = 0;
    if (removed.test(root)) {
      return new CriticalPath(view, root, path, view.durationNanos(root));
    }
    times.load(view, root, options.adjustSkew());
    byEnd.reset(view.size());
    depth = 0;
    path.addSpan(root, times.duration(root));
    push(view, root, times.end(root));
    while (depth > 0) {
      step(view, depth - 1, removed);
    }
    return new CriticalPath(view, root, path, removedNanos);
  }

  /** Goes on with the span on top: into its next child, or out of it. */
  private void step(TraceView view, int frame, IntPredicate removed) {
    while (frameNext[frame] < byEnd.end(frame)) {
      int place = frameNext[frame]++;
      int child = byEnd.row(place);
      boolean follows = follows(frame, place);
      if (frameGone[frame]) {
        closeGap(frame, follows ? times.start(frameLast[frame]) : times.end(child));
      } else if (!follows) {
        continue;
      }
      take(view, frame, child, removed);
      return;
    }
    if (frameGone[frame]) {
      closeGap(frame, times.start(frameLast[frame]));
    }
    path.addSection(frameRow[frame], times.start(frameRow[frame]), frameTime[frame]);
    byEnd.close(frame);
    depth--;
  }

  /** Takes away the time from {@code from} on that the removed child took. */
  private void closeGap(int frame, long from) {
    long to = Math.min(from, frameTime[frame]);
    removedNanos += frameTime[frame] - to;
    frameTime[frame] = to;
    frameGone[frame] = false;
  }

  private void take(TraceView view, int frame, int child, IntPredicate removed) {
    long until = Math.min(times.end(child), frameTime[frame]);
    path.addSection(frameRow[frame], until, frameTime[frame]);
    frameLast[frame] = child;
    if (removed.test(child)) {
      frameTime[frame] = until;
      frameGone[frame] = true;
    } else {
      frameTime[frame] = times.start(child);
      path.addSpan(child, until - times.start(child));
      push(view, child, until);
    }
  }

  /** Whether a child had ended when the one that was taken last began. */
  private boolean follows(int frame, int place) {
    int child = byEnd.row(place);
    int last = frameLast[frame];
    if (last == TraceView.NONE) {
      return times.start(child) <= frameTime[frame];
    }
    long lastStart = times.start(last);
    long overlap = times.end(child) - lastStart;
    return overlap <= 0
        || (times.start(child) < lastStart
            && overlap <= options.overlapTolerance() * times.duration(frameRow[frame])
            && byEnd.isOnlyEndSince(frame, place, lastStart)
            && byEnd.startsWithin(frame, lastStart, times.end(child)) == 1);
  }

  private void push(TraceView view, int row, long until) {
    int frame = depth++;
    if (frame == frameRow.length) {
      grow(frame * 2);
    }
    frameRow[frame] = row;
    frameTime[frame] = until;
    frameLast[frame] = TraceView.NONE;
    frameGone[frame] = false;
    byEnd.open(frame, view, row, times);
    frameNext[frame] = byEnd.begin(frame);
  }

  private void grow(int capacity) {
    frameRow = Arrays.copyOf(frameRow, capacity);
    frameTime = Arrays.copyOf(frameTime, capacity);
    frameNext = Arrays.copyOf(frameNext, capacity);
    frameLast = Arrays.copyOf(frameLast, capacity);
    frameGone = Arrays.copyOf(frameGone, capacity);
  }
}
