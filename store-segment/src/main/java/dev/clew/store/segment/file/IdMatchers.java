// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.SpanId;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.part.ValuePredicate;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Matchers of ids, which are text in questions and numbers on disk, and of start times. */
final class IdMatchers {

  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

  private final SegmentPart part;

  IdMatchers(SegmentPart part) {
    this.part = part;
  }

  /** Tests span ids by their 16 hex digits. */
  ValueCheck spanId(ValuePredicate predicate) {
    String only = only(predicate);
    if (only == null) {
      return ValueCheck.ofText(predicate, SpanId::toHex);
    }
    return SPAN_ID.matcher(only).matches()
        ? ValueCheck.ofNumber(SpanId.parse(only).value())
        : ValueCheck.ofRows(new BitSet());
  }

  BlockMatcher startTime(ValuePredicate predicate) {
    return new RowMatcher() {
      private final long[] starts = new long[Part.BLOCK_ROWS];

      @Override
      public boolean mayMatch(int block) {
        return predicate.mayMatchInt(part.startNanosMin(block), part.startNanosMax(block));
      }

      @Override
      void open(int block) {
        part.startNanos(block, starts);
      }

      @Override
      boolean test(int index) {
        return predicate.test(ValueType.INT, starts[index]);
      }
    };
  }

  BlockMatcher traceId(ValuePredicate predicate) {
    String only = only(predicate);
    int wanted = only == null ? -1 : find(only);
    if (only != null && wanted < 0) {
      return BlockMatcher.NEVER;
    }
    SegmentTraces traces = part.traces();
    return new RowMatcher() {
      private final int[] ordinals = new int[Part.BLOCK_ROWS];
      private int tested = -1;
      private boolean result;

      @Override
      public boolean mayMatch(int block) {
        return only == null
            || (traces.firstRow(wanted) / Part.BLOCK_ROWS <= block
                && (traces.endRow(wanted) - 1) / Part.BLOCK_ROWS >= block);
      }

      @Override
      void open(int block) {
        part.traceOrdinals(block, ordinals);
      }

      @Override
      boolean test(int index) {
        int trace = ordinals[index];
        if (only != null) {
          return trace == wanted;
        }
        if (trace != tested) {
          tested = trace;
          result = testText(predicate, traces.id(trace));
        }
        return result;
      }
    };
  }

  BlockMatcher parentSpanId(ValuePredicate predicate) {
    StoredColumn idColumn = part.file().column(Fixed.SPAN_ID);
    if (idColumn == null) {
      return BlockMatcher.NEVER;
    }
    ValueCheck test = spanId(predicate);
    return new RowMatcher() {
      private final ParentIds parents = new ParentIds(part);

      @Override
      void open(int block) {
        parents.open(block);
      }

      @Override
      boolean test(int index) {
        long parent = parents.get(index);
        return parent != 0 && test.number(parent);
      }
    };
  }

  /**
   * Matches rows of links. A single id is compared as numbers: 64 KiB are read per 4096 links, and
   * the blocks whose numbers cannot be it are passed over.
   */
  BlockMatcher linkTraceId(ValuePredicate predicate) {
    String only = only(predicate);
    if (only != null) {
      return TRACE_ID.matcher(only).matches()
          ? linkTraceId(TraceId.parse(only))
          : BlockMatcher.NEVER;
    }
    StoredColumn high = part.file().column(Fixed.LINK_TRACE_ID_HIGH);
    StoredColumn low = part.file().column(Fixed.LINK_TRACE_ID_LOW);
    int rowCount = part.rowCount(PartTable.LINK);
    return new RowMatcher() {
      private final long[] highs = new long[Part.BLOCK_ROWS];
      private final long[] lows = new long[Part.BLOCK_ROWS];

      @Override
      int rows(int block) {
        return Math.min(Part.BLOCK_ROWS, rowCount - block * Part.BLOCK_ROWS);
      }

      @Override
      void open(int block) {
        ParentIds.dense(high, block, highs);
        ParentIds.dense(low, block, lows);
      }

      @Override
      boolean test(int index) {
        return testText(predicate, new TraceId(highs[index], lows[index]));
      }
    };
  }

  private BlockMatcher linkTraceId(TraceId id) {
    StoredColumn high = part.file().column(Fixed.LINK_TRACE_ID_HIGH);
    StoredColumn low = part.file().column(Fixed.LINK_TRACE_ID_LOW);
    int rowCount = part.rowCount(PartTable.LINK);
    return new BlockMatcher() {
      private final long[] values = new long[Part.BLOCK_ROWS];

      @Override
      public boolean mayMatch(int block) {
        return true;
      }

      @Override
      public void match(int block, long[] bits) {
        int rows = Math.min(Part.BLOCK_ROWS, rowCount - block * Part.BLOCK_ROWS);
        long[] found = new long[Part.BLOCK_WORDS];
        ParentIds.dense(low, block, values);
        long any = 0;
        for (int i = 0; i < rows; i++) {
          if (values[i] == id.low()) {
            found[i >>> 6] |= 1L << i;
            any = 1;
          }
        }
        if (any != 0) {
          ParentIds.dense(high, block, values);
          for (int i = 0; i < rows; i++) {
            bits[i >>> 6] |= values[i] == id.high() ? found[i >>> 6] & 1L << i : 0;
          }
        }
      }
    };
  }

  private int find(String hex) {
    if (!TRACE_ID.matcher(hex).matches()) {
      return -1;
    }
    TraceId id = TraceId.parse(hex);
    return part.traces().find(id.high(), id.low());
  }

  private static boolean testText(ValuePredicate predicate, TraceId id) {
    byte[] hex = id.toHex().getBytes(StandardCharsets.ISO_8859_1);
    return predicate.test(ValueType.STRING, hex, 0, hex.length);
  }

  private static @Nullable String only(ValuePredicate predicate) {
    byte[] text = predicate.onlyText();
    return text == null ? null : new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Matches row by row. */
  private abstract class RowMatcher implements BlockMatcher {
    abstract void open(int block);

    abstract boolean test(int index);

    int rows(int block) {
      return part.blockRows(block);
    }

    @Override
    public boolean mayMatch(int block) {
      return true;
    }

    @Override
    public void match(int block, long[] bits) {
      open(block);
      for (int i = 0; i < rows(block); i++) {
        if (test(i)) {
          bits[i >>> 6] |= 1L << i;
        }
      }
    }
  }
}
