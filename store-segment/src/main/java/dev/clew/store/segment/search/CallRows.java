// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import dev.clew.store.segment.predicate.Predicates;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Random access to what a call between services is told by; the blocks last used are kept. Confined
 * to one thread.
 */
final class CallRows {

  private static final Set<SpanKind> SERVES = EnumSet.of(SpanKind.SERVER, SpanKind.CONSUMER);
  private static final int BLOCKS_KEPT_MAX = 64;
  private static final int PAIRWISE_MAX = 32;

  private final Part part;
  private final ValueReader services;
  private final ValueReader kinds;
  private final BlockMatcher errors;
  private final SpanIds ids;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>(); // by service code

  private static final class Block {
    final int[] services = new int[Part.BLOCK_ROWS];
    final int[] kinds = new int[Part.BLOCK_ROWS];
    final int[] parents = new int[Part.BLOCK_ROWS];
    final long[] starts = new long[Part.BLOCK_ROWS];
    final long[] errors = new long[Part.BLOCK_WORDS];
  }

  CallRows(Part part) {
    this.part = part;
    this.services = part.values(Intrinsic.SERVICE_NAME);
    this.kinds = part.values(Intrinsic.KIND);
    this.errors =
        part.matcher(
            Intrinsic.STATUS,
            Predicates.compare(Comparison.EQUAL, new Operand.Text(StatusCode.ERROR.label())));
    this.ids = new SpanIds(part);
  }

  int parentRow(int row) {
    return block(row).parents[row % Part.BLOCK_ROWS];
  }

  long startNanos(int row) {
    return block(row).starts[row % Part.BLOCK_ROWS];
  }

  boolean isError(int row) {
    int bit = row % Part.BLOCK_ROWS;
    return (block(row).errors[bit >> 6] & (1L << bit)) != 0;
  }

  long id(int row) {
    return ids.id(row);
  }

  long parentId(int row) {
    return ids.parentId(row);
  }

  /** The service of a span; empty if it has none. */
  String service(int row) {
    int code = block(row).services[row % Part.BLOCK_ROWS];
    return code < 0 ? "" : names.computeIfAbsent(code, c -> text(services.value(c)));
  }

  /**
   * Whether a span is rather the caller than another with its id: it serves, it starts earlier, its
   * kind is lower.
   */
  boolean isCallerBefore(int row, int other) {
    SpanKind kind = kind(row);
    SpanKind otherKind = kind(other);
    if (SERVES.contains(kind) != SERVES.contains(otherKind)) {
      return SERVES.contains(kind);
    }
    int order = Long.compare(startNanos(row), startNanos(other));
    return order != 0 ? order < 0 : kind.compareTo(otherKind) < 0;
  }

  /** Whether two spans of a trace have the same id, as the two halves of a Zipkin call do. */
  boolean hasSharedIds(int[] trace) {
    if (trace.length > PAIRWISE_MAX) {
      Set<Long> seen = HashSet.newHashSet(trace.length);
      for (int row : trace) {
        if (!seen.add(id(row))) {
          return true;
        }
      }
      return false;
    }
    for (int i = 1; i < trace.length; i++) {
      long id = id(trace[i]);
      for (int j = 0; j < i; j++) {
        if (id(trace[j]) == id) {
          return true;
        }
      }
    }
    return false;
  }

  private SpanKind kind(int row) {
    int code = block(row).kinds[row % Part.BLOCK_ROWS];
    return PartCatalog.kind(code < 0 ? "" : text(kinds.value(code)));
  }

  private Block block(int row) {
    int index = row / Part.BLOCK_ROWS;
    Block block = blocks.get(index);
    if (block == null) {
      block = read(index);
      if (blocks.size() == BLOCKS_KEPT_MAX) {
        blocks.clear();
      }
      blocks.put(index, block);
    }
    return block;
  }

  private Block read(int index) {
    Block block = new Block();
    services.codes(index, block.services);
    kinds.codes(index, block.kinds);
    part.parentRows(index, block.parents);
    part.startNanos(index, block.starts);
    if (errors.mayMatch(index)) {
      errors.match(index, block.errors);
    }
    return block;
  }

  private static String text(AttributeValue value) {
    return value instanceof AttributeValue.StringValue(String text) ? text : "";
  }
}
