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
import java.util.List;
import java.util.function.IntToLongFunction;

/** Opens the columns of a head for writing it anew. */
final class HeadColumns {

  private HeadColumns() {}

  /** The fixed columns, the attribute columns in the order they came, the overflow columns. */
  static List<ColumnKey> keys(HeadPart part) {
    List<ColumnKey> keys = new ArrayList<>(List.of(Fixed.values()));
    ColumnTable columns = part.head.columns;
    for (int column = ColumnTable.FIRST; column < part.columnCount; column++) {
      String key =
          part.dictionary.read(
              columns.keyId(column),
              (source, at, length) -> new String(source, at, length, StandardCharsets.UTF_8));
      keys.add(new ColumnKey.Attribute(columns.scope(column), key, columns.type(column)));
    }
    for (AttributeScope scope : AttributeScope.values()) {
      if ((part.overflow >>> scope.ordinal() & 1) != 0) {
        keys.add(new ColumnKey.Overflow(scope));
      }
    }
    return keys;
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
      case SPAN_TRACE -> dense(part, key, row -> block(spans, row).traces[row % Part.BLOCK_ROWS]);
      case SPAN_ID -> dense(part, key, spans::spanId);
      case SPAN_PARENT_ROW -> new ParentRows(part, key);
      case SPAN_REMOTE_PARENT_ID -> new ParentRows(part, key);
      case SPAN_START -> dense(part, key, spans::startNanos);
      case SPAN_ELAPSED ->
          dense(part, key, row -> block(spans, row).elapsedNanos[row % Part.BLOCK_ROWS]);
      case SPAN_NAME -> dense(part, key, row -> head.signatures.nameId(spans.signature(row)));
      case SPAN_KIND -> dense(part, key, row -> head.signatures.kind(spans.signature(row)));
      case SPAN_STATUS -> dense(part, key, row -> head.signatures.status(spans.signature(row)));
      case SPAN_FLAGS -> dense(part, key, row -> head.signatures.flags(spans.signature(row)));
      case SPAN_SCOPE -> dense(part, key, row -> head.signatures.scope(spans.signature(row)));
      case EVENT_TIME ->
          dense(
              part,
              key,
              row -> head.events.block(row / Part.BLOCK_ROWS).timeNanos[row % Part.BLOCK_ROWS]);
      case EVENT_NAME ->
          dense(
              part,
              key,
              row -> head.events.block(row / Part.BLOCK_ROWS).nameIds[row % Part.BLOCK_ROWS]);
      case LINK_TRACE_ID_HIGH ->
          dense(
              part,
              key,
              row -> head.links.block(row / Part.BLOCK_ROWS).traceIdsHigh[row % Part.BLOCK_ROWS]);
      case LINK_TRACE_ID_LOW ->
          dense(
              part,
              key,
              row -> head.links.block(row / Part.BLOCK_ROWS).traceIdsLow[row % Part.BLOCK_ROWS]);
      case LINK_SPAN_ID ->
          dense(
              part,
              key,
              row -> head.links.block(row / Part.BLOCK_ROWS).spanIds[row % Part.BLOCK_ROWS]);
      default -> entries(part, key.table(), key.ordinal(), key.isBytes());
    };
  }

  private static SpanBlock block(SpanTable spans, int row) {
    return spans.block(row / Part.BLOCK_ROWS);
  }

  private static ColumnReader dense(HeadPart part, Fixed key, IntToLongFunction value) {
    int rowCount = part.rowCount(key.table());
    ByteStrings dictionary = key.isBytes() ? part.dictionary : ByteStrings.NONE;
    return (block, target) -> {
      int first = block * Part.BLOCK_ROWS;
      int count = Math.min(Part.BLOCK_ROWS, rowCount - first);
      for (int i = 0; i < count; i++) {
        target.rows[i] = first + i;
        target.values[i] = value.applyAsLong(first + i);
      }
      target.count = count;
      target.dictionary = dictionary;
    };
  }

  private static ColumnReader entries(
      HeadPart part, PartTable table, int column, boolean references) {
    return new EntryColumnReader(
        part.sortedEntries(table), column, references ? part.dictionary : ByteStrings.NONE);
  }

  /** Rows of parents that the head holds, or the ids of those it does not. */
  private record ParentRows(HeadPart part, Fixed key) implements ColumnReader {
    @Override
    public void read(int block, ColumnBlock target) {
      int[] parents = new int[Part.BLOCK_ROWS];
      part.parentRows(block, parents);
      SpanBlock spans = part.head.spans.block(block);
      boolean remote = key == Fixed.SPAN_REMOTE_PARENT_ID;
      target.count = 0;
      target.dictionary = ByteStrings.NONE;
      for (int index = 0, rows = part.blockRows(block); index < rows; index++) {
        if (!remote || (parents[index] < 0 && spans.parentSpanIds[index] != 0)) {
          target.rows[target.count] = block * Part.BLOCK_ROWS + index;
          target.values[target.count++] = remote ? spans.parentSpanIds[index] : parents[index];
        }
      }
    }
  }
}
