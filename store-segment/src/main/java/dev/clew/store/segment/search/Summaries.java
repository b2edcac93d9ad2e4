// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.StatusCode;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.part.ValueReader;
import dev.clew.store.segment.predicate.Predicates;
import dev.clew.store.segment.search.Places.Place;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the summaries of a result page. Traces that are next to each other in time lie in the same
 * blocks, so each block that the page touches is read once. Confined to one thread.
 */
final class Summaries {

  private final IdentityHashMap<Part, PartSummaries> parts = new IdentityHashMap<>();

  TraceSummary of(Place place) {
    return parts.computeIfAbsent(place.part(), PartSummaries::new).of(place.trace());
  }

  /** What a summary needs of one block of spans. */
  private static final class Block {
    final int[] services = new int[Part.BLOCK_ROWS];
    final int[] parents = new int[Part.BLOCK_ROWS];
    final long[] starts = new long[Part.BLOCK_ROWS];
    final long[] errors = new long[Part.BLOCK_WORDS];
    final long[] withParent = new long[Part.BLOCK_WORDS];
    int @Nullable [] names; // read when first asked for

    static boolean has(long[] bits, int bit) {
      return (bits[bit >> 6] & (1L << bit)) != 0;
    }
  }

  private static final class Tally {
    int spanCount;
    int errorCount;
  }

  private static final class PartSummaries {
    private final Part part;
    private final TraceIndex traces;
    private final ValueReader services;
    private final ValueReader names;
    private final BlockMatcher errors;
    private final BlockMatcher withParent;
    private final Map<Integer, Block> blocks = new HashMap<>();

    PartSummaries(Part part) {
      this.part = part;
      this.traces = part.traces();
      this.services = part.values(Intrinsic.SERVICE_NAME);
      this.names = part.values(Intrinsic.NAME);
      this.errors =
          part.matcher(
              Intrinsic.STATUS,
              Predicates.compare(Comparison.EQUAL, new Operand.Text(StatusCode.ERROR.label())));
      this.withParent = part.matcher(Intrinsic.PARENT_SPAN_ID, Predicates.exists());
    }

    TraceSummary of(int trace) {
      Map<Integer, Tally> tallies = new HashMap<>();
      int orphans = 0;
      int earliest = -1;
      long earliestStart = Long.MAX_VALUE;
      for (int row : traces.rows(trace)) {
        Block block = block(row / Part.BLOCK_ROWS);
        int bit = row % Part.BLOCK_ROWS;
        Tally tally = tallies.computeIfAbsent(block.services[bit], _ -> new Tally());
        tally.spanCount++;
        tally.errorCount += Block.has(block.errors, bit) ? 1 : 0;
        orphans += block.parents[bit] < 0 && Block.has(block.withParent, bit) ? 1 : 0;
        if (earliest < 0 || block.starts[bit] < earliestStart) {
          earliest = row;
          earliestStart = block.starts[bit];
        }
      }
      int root = traces.rootRow(trace) >= 0 ? traces.rootRow(trace) : earliest;
      return new TraceSummary(
          traces.id(trace),
          services.text(block(root / Part.BLOCK_ROWS).services[root % Part.BLOCK_ROWS]),
          name(root),
          traces.startNanos(trace),
          traces.endNanos(trace),
          traces.spanCount(trace),
          traces.errorSpanCount(trace),
          orphans,
          services(tallies));
    }

    private List<TraceSummary.Service> services(Map<Integer, Tally> tallies) {
      Map<String, TraceSummary.Service> byName = new TreeMap<>();
      tallies.forEach((code, tally) ->
          byName.put(
              services.text(code),
              new TraceSummary.Service(services.text(code), tally.spanCount, tally.errorCount)));
      return List.copyOf(byName.values());
    }

    private String name(int row) {
      Block block = block(row / Part.BLOCK_ROWS);
      int[] codes = block.names;
      if (codes == null) {
        codes = new int[Part.BLOCK_ROWS];
        names.codes(row / Part.BLOCK_ROWS, codes);
        block.names = codes;
      }
      return names.text(codes[row % Part.BLOCK_ROWS]);
    }

    private Block block(int index) {
      return blocks.computeIfAbsent(index, this::read);
    }

    private Block read(int index) {
      Block block = new Block();
      services.codes(index, block.services);
      part.parentRows(index, block.parents);
      part.startNanos(index, block.starts);
      if (errors.mayMatch(index)) {
        errors.match(index, block.errors);
      }
      if (withParent.mayMatch(index)) {
        withParent.match(index, block.withParent);
      }
      return block;
    }
  }
}
