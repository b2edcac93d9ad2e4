// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeScope;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Opens the columns of a head for writing it anew. */
final class HeadColumns {

  private HeadColumns() {}

  /** The fixed columns, the attribute columns in the order they came, the overflow columns. */
  static List<ColumnKey> keys(HeadPart part) {
    List<ColumnKey> keys = new ArrayList<>(List.of(Fixed.values()));
    for (int column = ColumnTable.FIRST; column < part.columnCount; column++) {
      keys.add(key(part, column));
    }
    for (AttributeScope scope : AttributeScope.values()) {
      if ((part.overflow >>> scope.ordinal() & 1) != 0) {
        keys.add(new ColumnKey.Overflow(scope));
      }
    }
    return keys;
  }

  /** The key of an attribute column. */
  static ColumnKey.Attribute key(HeadPart part, int column) {
    ColumnTable columns = part.head.columns;
    String key =
        part.dictionary.read(
            columns.keyId(column),
            (source, at, length) -> new String(source, at, length, StandardCharsets.UTF_8));
    return new ColumnKey.Attribute(columns.scope(column), key, columns.type(column));
  }

  static ColumnReader open(HeadPart part, ColumnKey key) {
    return switch (key) {
      case Fixed fixed -> fixed(part, fixed);
      case ColumnKey.Attribute(AttributeScope scope, String name, ValueType type) -> {
        int keyId = part.dictionary.find(name.getBytes(StandardCharsets.UTF_8));
        int column = keyId < 0 ? -1 : part.head.columns.find(scope, keyId, type, part.columnCount);
        if (column < 0) {
          throw new IllegalArgumentException("column: " + key + " (expected: one of the part)");
        }
        yield entries(part, key.table(), column, type.isReference());
      }
      case ColumnKey.Overflow(AttributeScope scope) ->
          new OverflowColumnReader(part, scope, part.sortedEntries(PartTable.of(scope)));
    };
  }

  private static ColumnReader fixed(HeadPart part, Fixed key) {
    Head head = part.head;
    SpanTable spans = head.spans;
    return switch (key) {
      case SPAN_TRACE -> ints(part, key, block -> spans.block(block).traces);
      case SPAN_ID -> longs(part, key, block -> spans.block(block).spanIds);
      case SPAN_PARENT_ROW -> constant(part, key, -1); // SPAN_REMOTE_PARENT_ID tells all
      case SPAN_REMOTE_PARENT_ID ->
          new PresentReader(part.rowCount(), block -> spans.block(block).parentSpanIds);
      case SPAN_START -> longs(part, key, block -> spans.block(block).startNanos);
      case SPAN_ELAPSED -> longs(part, key, block -> spans.block(block).elapsedNanos);
      case SPAN_NAME -> signatures(part, key, head.signatures::nameId);
      case SPAN_KIND -> signatures(part, key, head.signatures::kind);
      case SPAN_STATUS -> signatures(part, key, head.signatures::status);
      case SPAN_FLAGS -> signatures(part, key, head.signatures::flags);
      case SPAN_SCOPE -> signatures(part, key, head.signatures::scope);
      case EVENT_TIME -> longs(part, key, block -> head.events.block(block).timeNanos);
      case EVENT_NAME -> ints(part, key, block -> head.events.block(block).nameIds);
      case LINK_TRACE_ID_HIGH -> longs(part, key, block -> head.links.block(block).traceIdsHigh);
      case LINK_TRACE_ID_LOW -> longs(part, key, block -> head.links.block(block).traceIdsLow);
      case LINK_SPAN_ID -> longs(part, key, block -> head.links.block(block).spanIds);
      default -> entries(part, key.table(), key.ordinal(), key.isBytes());
    };
  }

  private static ColumnReader longs(HeadPart part, Fixed key, IntFunction<long[]> values) {
    int rowCount = part.rowCount(key.table());
    return (block, target) -> {
      allRows(block, rowCount, target);
      System.arraycopy(values.apply(block), 0, target.values, 0, target.count);
    };
  }

  private static ColumnReader ints(HeadPart part, Fixed key, IntFunction<int[]> values) {
    int rowCount = part.rowCount(key.table());
    ByteStrings dictionary = key.isBytes() ? part.dictionary : ByteStrings.NONE;
    return (block, target) -> {
      allRows(block, rowCount, target);
      target.dictionary = dictionary;
      int[] source = values.apply(block);
      for (int i = 0; i < target.count; i++) {
        target.values[i] = source[i];
      }
    };
  }

  private static ColumnReader constant(HeadPart part, Fixed key, long value) {
    int rowCount = part.rowCount(key.table());
    return (block, target) -> {
      allRows(block, rowCount, target);
      Arrays.fill(target.values, 0, target.count, value);
    };
  }

  /** A property that spans of one signature share; there are few signatures. */
  private static ColumnReader signatures(HeadPart part, Fixed key, IntUnaryOperator property) {
    long[] values = new long[part.signatureCount];
    for (int i = 0; i < values.length; i++) {
      values[i] = property.applyAsInt(i);
    }
    ByteStrings dictionary = key.isBytes() ? part.dictionary : ByteStrings.NONE;
    return (block, target) -> {
      allRows(block, part.rowCount(), target);
      target.dictionary = dictionary;
      int[] signatures = part.head.spans.block(block).signatures;
      for (int i = 0; i < target.count; i++) {
        target.values[i] = values[signatures[i]];
      }
    };
  }

  private static void allRows(int block, int rowCount, ColumnBlock target) {
    int first = block * Part.BLOCK_ROWS;
    target.count = Math.min(Part.BLOCK_ROWS, rowCount - first);
    target.dictionary = ByteStrings.NONE;
    for (int i = 0; i < target.count; i++) {
      target.rows[i] = first + i;
    }
  }

  private static ColumnReader entries(
      HeadPart part, PartTable table, int column, boolean references) {
    return new EntryColumnReader(
        part.sortedEntries(table), column, references ? part.dictionary : ByteStrings.NONE);
  }

  /** Numbers of which zero means none. */
  private record PresentReader(int rowCount, IntFunction<long[]> values) implements ColumnReader {
    @Override
    public void read(int block, ColumnBlock target) {
      long[] source = values.apply(block);
      int first = block * Part.BLOCK_ROWS;
      int rows = Math.min(Part.BLOCK_ROWS, rowCount - first);
      int count = 0;
      for (int i = 0; i < rows; i++) {
        if (source[i] != 0) {
          target.rows[count] = first + i;
          target.values[count++] = source[i];
        }
      }
      target.count = count;
      target.dictionary = ByteStrings.NONE;
    }
  }
}
