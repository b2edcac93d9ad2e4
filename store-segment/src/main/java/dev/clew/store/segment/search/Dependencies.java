// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.store.DependencyLink;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.part.ValueReader;
import dev.clew.store.segment.search.Places.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

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
    RoaringBitmap whole = new RoaringBitmap();
    for (int trace = 0; trace < traces.count(); trace++) {
      if (traces.endNanos(trace) < range.startNanos()
          || traces.startNanos(trace) >= range.endNanos()) {
        continue;
      }
      TraceId id = new TraceId(traces.idHigh(trace), traces.idLow(trace));
      List<Place> where = places.find(id);
      if (where.size() == 1) {
        whole.add(trace);
      } else if (gathered.add(id)) {
        Part together = places.gather(where).part();
        count(together, RoaringBitmap.bitmapOf(0));
      }
    }
    count(part, whole);
  }

  List<DependencyLink> links() {
    Map<String, DependencyLink> sorted = new TreeMap<>();
    calls.forEach((pair, c) ->
        sorted.put(
            pair.caller() + '\0' + pair.callee(),
            new DependencyLink(pair.caller(), pair.callee(), c.count, c.errors)));
    return List.copyOf(sorted.values());
  }

  /** Adds the calls of some traces of a part. */
  private void count(Part part, RoaringBitmap traces) {
    Columns columns = new Columns(part);
    for (int block = 0; block < part.blockCount(); block++) {
      if (!budget.spend(part.blockRows(block), 5)) {
        return;
      }
      columns.load(block);
      for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
        int parent = columns.parents[i];
        if (parent >= 0
            && range.contains(columns.starts[i])
            && traces.contains(columns.traces[i])) {
          boolean error = (columns.errorBits[i >> 6] & (1L << i)) != 0;
          count(columns.serviceOf(parent), columns.service(columns.services[i]), error);
        }
      }
    }
  }

  private void count(String caller, String callee, boolean error) {
    if (!caller.isEmpty() && !callee.isEmpty() && !caller.equals(callee)) {
      Calls pair = calls.computeIfAbsent(new Pair(caller, callee), _ -> new Calls());
      pair.count++;
      pair.errors += error ? 1 : 0;
    }
  }

  /**
   * The columns that a call count needs, a block at a time. Parents of an ordered part are near
   * their children, those of the head anywhere, so of the head all service codes are held.
   */
  private static final class Columns {
    private final Part part;
    private final ValueReader names;
    private final BlockMatcher errors;
    final int[] services = new int[Part.BLOCK_ROWS];
    final int[] parents = new int[Part.BLOCK_ROWS];
    final int[] traces = new int[Part.BLOCK_ROWS];
    final long[] starts = new long[Part.BLOCK_ROWS];
    final long[] errorBits = new long[Part.BLOCK_WORDS];
    private final Map<Integer, int[]> parentServices = new HashMap<>(); // by block

    Columns(Part part) {
      this.part = part;
      this.names = part.values(Intrinsic.SERVICE_NAME);
      this.errors =
          part.matcher(
              Intrinsic.STATUS,
              Predicates.compare(Comparison.EQUAL, new Operand.Text(StatusCode.ERROR.label())));
    }

    void load(int block) {
      names.codes(block, services);
      part.parentRows(block, parents);
      part.traceOrdinals(block, traces);
      part.startNanos(block, starts);
      Arrays.fill(errorBits, 0);
      if (errors.mayMatch(block)) {
        errors.match(block, errorBits);
      }
      if (part.traces().isOrderedByStart()) {
        parentServices.keySet().removeIf(kept -> kept < block - 1);
      }
    }

    String serviceOf(int row) {
      int[] codes =
          parentServices.computeIfAbsent(
              row / Part.BLOCK_ROWS,
              block -> {
                int[] read = new int[Part.BLOCK_ROWS];
                names.codes(block, read);
                return read;
              });
      return service(codes[row % Part.BLOCK_ROWS]);
    }

    String service(int code) {
      return code >= 0 && names.value(code) instanceof AttributeValue.StringValue(String text)
          ? text
          : "";
    }
  }
}
