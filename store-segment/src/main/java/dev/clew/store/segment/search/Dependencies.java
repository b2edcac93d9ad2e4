// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.TraceId;
import dev.clew.store.DependencyLink;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.search.Places.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts calls between services: for every span in the range, the service of its parent against its
 * own. Traces that lie in several parts are put together first, so that a parent in another part is
 * found.
 */
final class Dependencies {

  private record Pair(String caller, String callee) {}

  private static final class Calls {
    long count;
    long errors;
  }

  private final Places places;
  private final TimeRange range;
  private final Budget budget;
  private final Map<Pair, Calls> calls = new HashMap<>();
  private final Set<TraceId> gathered = new HashSet<>();

  Dependencies(Places places, TimeRange range, Budget budget) {
    this.places = places;
    this.range = range;
    this.budget = budget;
  }

  /**
   * Adds the calls of the traces that this part holds whole, and of those it shares with others
   * unless already added.
   */
  void add(Part part) {
    TraceIndex traces = part.traces();
    CallRows rows = new CallRows(part);
    for (int trace = 0; trace < traces.count(); trace++) {
      if (traces.endNanos(trace) < range.startNanos()
          || traces.startNanos(trace) >= range.endNanos()) {
        continue;
      }
      budget.spendOrThrow(traces.spanCount(trace), 5);
      TraceId id = new TraceId(traces.idHigh(trace), traces.idLow(trace));
      List<Place> where = places.find(id);
      if (where.size() == 1) {
        count(rows, traces.rows(trace));
      } else if (gathered.add(id)) {
        Part together = places.gather(where).part();
        count(new CallRows(together), together.traces().rows(0));
      }
    }
  }

  List<DependencyLink> links() {
    Map<String, DependencyLink> sorted = new TreeMap<>();
    calls.forEach((pair, c) ->
        sorted.put(
            pair.caller() + '\0' + pair.callee(),
            new DependencyLink(pair.caller(), pair.callee(), c.count, c.errors)));
    return List.copyOf(sorted.values());
  }

  private void count(CallRows rows, int[] trace) {
    boolean shared = rows.hasSharedIds(trace);
    for (int row : trace) {
      int parent = rows.parentRow(row);
      if (parent < 0 || !range.contains(rows.startNanos(row))) {
        continue;
      }
      String callee = rows.service(row);
      String caller = shared ? caller(rows, trace, row, callee) : rows.service(parent);
      if (!caller.equals(callee)) {
        Calls pair = calls.computeIfAbsent(new Pair(caller, callee), _ -> new Calls());
        pair.count++;
        pair.errors += rows.isError(row) ? 1 : 0;
      }
    }
  }

  /** Where ids are shared: a parent of the span's own service, else the one that serves. */
  private static String caller(CallRows rows, int[] trace, int row, String callee) {
    int first = -1;
    for (int candidate : trace) {
      if (candidate == row || rows.id(candidate) != rows.parentId(row)) {
        continue;
      }
      if (rows.service(candidate).equals(callee)) {
        return callee;
      }
      if (first < 0 || rows.isCallerBefore(candidate, first)) {
        first = candidate;
      }
    }
    return first < 0 ? callee : rows.service(first);
  }
}
