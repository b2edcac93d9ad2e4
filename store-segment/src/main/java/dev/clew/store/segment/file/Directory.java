// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.model.ValueType;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.LongValues;
import dev.clew.store.segment.encoding.NumberList;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.PartTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a segment file holds and where; its grammar is in {@link SegmentWriter}.
 *
 * @param rowCounts by ordinal of {@link PartTable}
 * @param eventBegins the first event of each block of spans
 * @param linkBegins the first link of each block of spans
 * @param traceColumns offsets of summaries, by ordinal of {@link TraceColumn}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Directory(
    int[] rowCounts,
    int traceCount,
    NumberList eventBegins,
    NumberList linkBegins,
    long traceIndexOffset,
    long[] traceColumns,
    Map<ColumnKey, Entry> columns) {

  /** A column: its form and where its summary is. */
  record Entry(int form, long offset) {}

  static void writeHeader(SegmentOutput output) throws IOException {
    ByteOutput header = output.body();
    header.i64(SegmentFormat.MAGIC);
    output.frames().raw(header);
  }

  /** Finds and reads the directory of a file. */
  static Directory read(FrameReader frames, Zstd zstd) {
    if (frames.size() < SegmentFormat.HEADER_BYTES + SegmentFormat.FOOTER_BYTES) {
      throw frames.corrupt(0, "file of " + frames.size() + " bytes (expected: a whole segment)");
    }
    long footer = frames.size() - SegmentFormat.FOOTER_BYTES;
    ByteInput in = frames.raw(footer);
    long offset = in.i64();
    long complement = in.i64();
    if (frames.raw(0).i64() != SegmentFormat.MAGIC) {
      throw frames.corrupt(0, "header (expected: CLEWSEG1)");
    }
    if (in.i64() != SegmentFormat.MAGIC || offset != ~complement) {
      throw frames.corrupt(footer, "footer (expected: an offset, its complement, CLEWSEG1)");
    }
    return read(frames.checked(offset), zstd);
  }

  private static Directory read(ByteInput in, Zstd zstd) {
    int[] rowCounts = new int[PartTable.values().length];
    for (int i = 0; i < rowCounts.length; i++) {
      rowCounts[i] = in.count();
    }
    int traceCount = in.count();
    NumberList events = new NumberList(in, zstd);
    NumberList links = new NumberList(in, zstd);
    long traceIndexOffset = in.i64();
    long[] traceColumns = new long[TraceColumn.values().length];
    Map<ColumnKey, Entry> columns = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      int kind = in.u8();
      if (kind == SegmentFormat.TRACE) {
        int ordinal = in.u8();
        in.u8();
        traceColumns[ordinal] = in.i64();
      } else {
        ColumnKey key = key(kind, in);
        columns.put(key, new Entry(in.u8(), in.i64()));
      }
    }
    return new Directory(
        rowCounts, traceCount, events, links, traceIndexOffset, traceColumns, columns);
  }

  private static ColumnKey key(int kind, ByteInput in) {
    return switch (kind) {
      case SegmentFormat.FIXED -> ColumnKey.Fixed.values()[in.u8()];
      case SegmentFormat.ATTRIBUTE -> {
        AttributeScope scope = AttributeScope.values()[in.u8()];
        ValueType type = ValueType.ofCode(in.u8());
        yield new ColumnKey.Attribute(scope, new String(in.sized(), StandardCharsets.UTF_8), type);
      }
      case SegmentFormat.OVERFLOW -> new ColumnKey.Overflow(AttributeScope.values()[in.u8()]);
      default -> throw new IllegalArgumentException("column: kind " + kind + " (expected: 0 to 3)");
    };
  }

  /** Collects a directory while a file is written. */
  static final class Builder {
    private final int[] rowCounts = new int[PartTable.values().length];
    private final ByteOutput columns = new ByteOutput();
    private int columnCount;
    private int traceCount;
    private long traceIndexOffset;
    private LongValues eventBegins = new LongValues();
    private LongValues linkBegins = new LongValues();

    void rowCount(PartTable table, int count) {
      rowCounts[table.ordinal()] = count;
    }

    void children(LongValues events, LongValues links) {
      eventBegins = events;
      linkBegins = links;
    }

    void traces(int count, long indexOffset) {
      traceCount = count;
      traceIndexOffset = indexOffset;
    }

    void trace(TraceColumn column, long offset) {
      columns.u8(SegmentFormat.TRACE);
      columns.u8(column.ordinal());
      end(SegmentFormat.NUMBERS, offset);
    }

    void column(ColumnKey key, int form, long offset) {
      switch (key) {
        case ColumnKey.Fixed fixed -> {
          columns.u8(SegmentFormat.FIXED);
          columns.u8(fixed.ordinal());
        }
        case ColumnKey.Attribute(AttributeScope scope, String name, ValueType type) -> {
          columns.u8(SegmentFormat.ATTRIBUTE);
          columns.u8(scope.ordinal());
          columns.u8(type.ordinal());
          columns.sized(name.getBytes(StandardCharsets.UTF_8));
        }
        case ColumnKey.Overflow(AttributeScope scope) -> {
          columns.u8(SegmentFormat.OVERFLOW);
          columns.u8(scope.ordinal());
        }
      }
      end(form, offset);
    }

    /** Writes directory and footer, and forces the file. */
    void write(SegmentOutput output) throws IOException {
      ByteOutput body = output.body();
      for (int count : rowCounts) {
        body.varint(count);
      }
      body.varint(traceCount);
      NumberList.write(eventBegins, output.numbers(), body);
      NumberList.write(linkBegins, output.numbers(), body);
      body.i64(traceIndexOffset);
      body.varint(columnCount);
      body.bytes(columns.array(), 0, columns.size());
      long offset = output.frames().frame(body);
      body.clear();
      body.i64(offset);
      body.i64(~offset);
      body.i64(SegmentFormat.MAGIC);
      output.frames().raw(body);
      output.frames().end();
    }

    private void end(int form, long offset) {
      columns.u8(form);
      columns.i64(offset);
      columnCount++;
    }
  }
}
