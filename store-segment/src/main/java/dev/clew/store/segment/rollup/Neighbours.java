// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the spans of a trace in other parts, as far as those are near in time. Confined to one
 * thread.
 */
final class Neighbours {

  private final List<Neighbour> neighbours;
  private final long reachNanos;

  /**
   * @param reachNanos a part whose spans start longer before the trace begins, or after it ends, is
   *     not looked at
   */
  Neighbours(List<Part> parts, long reachNanos) {
    this.reachNanos = reachNanos;
    this.neighbours =
        parts.stream().filter(part -> part.rowCount() > 0).map(Neighbour::new).toList();
  }

  /** The parts that hold spans of a trace. */
  List<Match> find(TraceIndex traces, int trace) {
    List<Match> found = List.of();
    long startNanos = traces.startNanos(trace);
    long endNanos = traces.endNanos(trace);
    long idHigh = traces.idHigh(trace);
    long idLow = traces.idLow(trace);
    for (Neighbour neighbour : neighbours) {
      if (!neighbour.isNear(startNanos, endNanos, reachNanos)) {
        continue;
      }
      int other = neighbour.traces.find(idHigh, idLow);
      if (other >= 0) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(new Match(neighbour, other));
      }
    }
    return found;
  }

  /** A trace as another part holds it. */
  record Match(Neighbour neighbour, int trace) {

    int spanCount() {
      return neighbour.traces.spanCount(trace);
    }

    void addTo(TraceCalls calls) {
      SpanRows rows = neighbour.rows();
      for (int row : neighbour.traces.rows(trace)) {
        calls.add(rows.span(row));
      }
    }
  }

  /** A part and the times of its spans. */
  static final class Neighbour {
    final TraceIndex traces;
    private final Part part;
    private final long startNanosMin;
    private final long startNanosMax;
    private @Nullable SpanRows rows; // made when first needed

    Neighbour(Part part) {
      this.part = part;
      this.traces = part.traces();
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int block = 0; block < part.blockCount(); block++) {
        min = Math.min(min, part.startNanosMin(block));
        max = Math.max(max, part.startNanosMax(block));
      }
      this.startNanosMin = min;
      this.startNanosMax = max;
    }

    boolean isNear(long firstNanos, long lastNanos, long reach) {
      boolean isBefore = firstNanos > startNanosMax && firstNanos - startNanosMax > reach;
      boolean isBehind = lastNanos < startNanosMin && startNanosMin - lastNanos > reach;
      return !isBefore && !isBehind;
    }

    SpanRows rows() {
      SpanRows open = rows;
      if (open == null) {
        open = new SpanRows(part);
        rows = open;
      }
      return open;
    }
  }
}
