// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.part.ColumnKey;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What each column of a segment takes on disk. */
public final class ColumnBytes {

  /** What is in no column: directory, index of trace ids, large values. */
  private static final String REST = "(index, directory, large values)";

  private final FrameReader frames;
  private final Set<Long> counted = new HashSet<>(); // frames that columns may share
  private final Map<String, Long> bytes = new TreeMap<>();

  private ColumnBytes(FrameReader frames) {
    this.frames = frames;
  }

  /**
   * Bytes by column: {@code resource.service.name}, {@code span.http.method}, {@code span_id}, …
   *
   * <p>What columns share counts for the first of them in the file. All together are the file's
   * size.
   */
  public static Map<String, Long> of(SegmentPart part) {
    SegmentFile file = part.file();
    ColumnBytes sum = new ColumnBytes(file.frames());
    file.columns().forEach((key, column) -> sum.add(name(key), column));
    for (TraceColumn column : TraceColumn.values()) {
      sum.add("trace_" + column.name().toLowerCase(Locale.ROOT), file.trace(column));
    }
    long known = sum.bytes.values().stream().mapToLong(Long::longValue).sum();
    sum.bytes.put(REST, part.bytes() - known);
    return sum.bytes;
  }

  private void add(String name, StoredColumn column) {
    long sum = frame(column.summaryOffset());
    if (column.form() == SegmentFormat.CODES) {
      sum += frame(column.dictionaryOffset());
    }
    for (int block = 0; block < column.blockCount(); block++) {
      if (!column.isEmpty(block)) {
        long offset = column.chunkOffset(block);
        sum += frame(offset);
        long presence = frames.body(offset).varint();
        sum += presence == 0 ? 0 : frame(offset - presence);
      }
    }
    bytes.merge(name, sum, Long::sum);
  }

  private long frame(long offset) {
    if (!counted.add(offset)) {
      return 0;
    }
    ByteInput body = frames.body(offset);
    return body.position() - offset + frames.length(offset);
  }

  private static String name(ColumnKey key) {
    return switch (key) {
      case ColumnKey.Fixed fixed -> fixed.name().toLowerCase(Locale.ROOT);
      case ColumnKey.Attribute attribute ->
          attribute.scope().name().toLowerCase(Locale.ROOT) + "." + attribute.key();
      case ColumnKey.Overflow overflow ->
          overflow.scope().name().toLowerCase(Locale.ROOT) + " (rare keys)";
    };
  }
}
