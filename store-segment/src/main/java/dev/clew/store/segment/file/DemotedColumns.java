// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.OverflowEntries;
import dev.clew.store.segment.part.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the overflow column of a source together with the attribute columns that are to become part
 * of it.
 */
final class DemotedColumns implements ColumnReader {

  private final @Nullable ColumnReader overflow;
  private final List<Demoted> demoted;
  private final ColumnBlock block = new ColumnBlock();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Demoted(ColumnKey.Attribute key, byte[] name, ColumnReader reader) {}

  private DemotedColumns(@Nullable ColumnReader overflow, List<Demoted> demoted) {
    this.overflow = overflow;
    this.demoted = demoted;
  }

  /** The overflow of a scope with these columns; null if the source has none of them. */
  static @Nullable ColumnReader open(
      MergeSource source, AttributeScope scope, List<ColumnKey.Attribute> keys) {
    ColumnReader overflow = source.reader(new ColumnKey.Overflow(scope));
    List<Demoted> demoted = new ArrayList<>();
    for (ColumnKey.Attribute key : keys) {
      ColumnReader reader = source.reader(key);
      if (reader != null) {
        demoted.add(new Demoted(key, key.key().getBytes(StandardCharsets.UTF_8), reader));
      }
    }
    return demoted.isEmpty() ? overflow : new DemotedColumns(overflow, demoted);
  }

  @Override
  public void read(int index, ColumnBlock target) {
    ByteArrayOutputStream[] entries = new ByteArrayOutputStream[Part.BLOCK_ROWS];
    int begin = index * Part.BLOCK_ROWS;
    if (overflow != null) {
      overflow.read(index, block);
      for (int i = 0; i < block.count; i++) {
        byte[] value = block.dictionary.get((int) block.values[i]);
        entries(entries, block.rows[i] - begin).writeBytes(value);
      }
    }
    for (Demoted column : demoted) {
      column.reader.read(index, block);
      for (int i = 0; i < block.count; i++) {
        add(column, block.values[i], entries(entries, block.rows[i] - begin));
      }
    }
    List<byte[]> values = new ArrayList<>();
    target.count = 0;
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] != null) {
        target.rows[target.count] = begin + i;
        target.values[target.count++] = values.size();
        values.add(entries[i].toByteArray());
      }
    }
    target.dictionary = new Values(values);
  }

  private void add(Demoted column, long value, ByteArrayOutputStream target) {
    if (column.key.type().isReference()) {
      byte[] bytes = block.dictionary.get((int) value);
      OverflowEntries.add(target, column.name, column.key.type(), bytes);
    } else {
      OverflowEntries.add(target, column.name, column.key.type(), value);
    }
  }

  private static ByteArrayOutputStream entries(ByteArrayOutputStream[] all, int index) {
    if (all[index] == null) {
      all[index] = new ByteArrayOutputStream();
    }
    return all[index];
  }

  private record Values(List<byte[]> values) implements ByteStrings {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public byte[] get(int index) {
      return values.get(index);
    }
  }
}
