// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.OverflowEntries;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/**
 * Some rows of a table, gathered column by column for a builder.
 *
 * <p>Cost: opens one chunk per column and block the rows are in; of a chunk that is not compressed
 * only the values wanted are read.
 */
final class TableCopy {

  private final CopyJob job;
  private final int[] rows;
  private final SpanBatchBuilder target;

  // attributes of all rows, in order of columns; then sorted by row
  private int[] entryRows = new int[64];
  private int[] keyRefs = new int[64];
  private byte[] types = new byte[64];
  private long[] bits = new long[64];
  private int entryCount;
  private int[] begins = {};
  private int[] sorted = {};

  TableCopy(CopyJob job, int[] rows) {
    this.job = job;
    this.rows = rows;
    this.target = job.target();
  }

  /** The numbers of a column by position of the row, zero where there is none. */
  long[] numbers(Fixed key) {
    long[] values = new long[rows.length];
    StoredColumn column = job.column(key);
    if (column != null) {
      Chunk chunk = new Chunk(column);
      for (int i = 0; i < rows.length; i++) {
        int rank = chunk.open(rows[i] / Part.BLOCK_ROWS).rank(rows[i] % Part.BLOCK_ROWS);
        values[i] = rank < 0 ? 0 : chunk.value(rank);
      }
    }
    return values;
  }

  /** The builder's references of a column by position of the row, zero where there is none. */
  int[] references(Fixed key) {
    int[] values = new int[rows.length];
    StoredColumn column = job.column(key);
    if (column != null) {
      Chunk chunk = new Chunk(column);
      CopiedValues copied = new CopiedValues(target, rows.length);
      for (int i = 0; i < rows.length; i++) {
        int rank = chunk.open(rows[i] / Part.BLOCK_ROWS).rank(rows[i] % Part.BLOCK_ROWS);
        values[i] = rank < 0 ? 0 : copied.reference(chunk, rank);
      }
    }
    return values;
  }

  /** Gathers the attributes of all rows at one scope. */
  TableCopy attributes(AttributeScope scope) {
    job.file()
        .columns()
        .forEach((key, column) -> {
          if (key instanceof ColumnKey.Attribute attribute && attribute.scope() == scope) {
            if (key.isIn(job.wanted())) {
              addAttributes(attribute, column);
            }
          } else if (key instanceof ColumnKey.Overflow(AttributeScope of) && of == scope) {
            if (key.isIn(job.wanted())) {
              addOverflow(scope, column);
            }
          }
        });
    sort();
    return this;
  }

  /** Adds the attributes of the row at a position to the builder's open row. */
  void addTo(AttributeScope scope, int position) {
    for (int i = begins[position]; i < begins[position + 1]; i++) {
      int entry = sorted[i];
      target.attribute(scope, keyRefs[entry], ValueType.ofCode(types[entry]), bits[entry]);
    }
  }

  private void addAttributes(ColumnKey.Attribute key, StoredColumn column) {
    Chunk chunk = new Chunk(column);
    CopiedValues copied = new CopiedValues(target, rows.length);
    int keyRef = -1;
    for (int i = 0; i < rows.length; i++) {
      int rank = chunk.open(rows[i] / Part.BLOCK_ROWS).rank(rows[i] % Part.BLOCK_ROWS);
      if (rank >= 0) {
        keyRef = keyRef < 0 ? target.intern(key.key()) : keyRef;
        long value = key.type().isReference() ? copied.reference(chunk, rank) : chunk.value(rank);
        add(i, keyRef, key.type(), value);
      }
    }
  }

  private void addOverflow(AttributeScope scope, StoredColumn column) {
    Chunk chunk = new Chunk(column);
    for (int i = 0; i < rows.length; i++) {
      int rank = chunk.open(rows[i] / Part.BLOCK_ROWS).rank(rows[i] % Part.BLOCK_ROWS);
      if (rank >= 0) {
        byte[] value = chunk.dictionary().get((int) chunk.value(rank));
        addEntries(i, scope, value);
      }
    }
  }

  private void addEntries(int position, AttributeScope scope, byte[] value) {
    for (OverflowEntries entries = new OverflowEntries(value); entries.next(); ) {
      if (!job.wanted().scopes().contains(scope) && !job.wanted().has(scope, entries.key())) {
        continue;
      }
      int keyRef = target.intern(value, entries.keyOffset, entries.keyLength);
      long content =
          entries.type.isReference()
              ? target.intern(value, entries.valueOffset, entries.valueLength)
              : entries.bits;
      add(position, keyRef, entries.type, content);
    }
  }

  private void add(int position, int keyRef, ValueType type, long value) {
    if (entryCount == bits.length) {
      entryRows = Arrays.copyOf(entryRows, entryCount * 2);
      keyRefs = Arrays.copyOf(keyRefs, entryCount * 2);
      types = Arrays.copyOf(types, entryCount * 2);
      bits = Arrays.copyOf(bits, entryCount * 2);
    }
    entryRows[entryCount] = position;
    keyRefs[entryCount] = keyRef;
    types[entryCount] = (byte) type.ordinal();
    bits[entryCount++] = value;
  }

  private void sort() {
    begins = new int[rows.length + 2];
    for (int i = 0; i < entryCount; i++) {
      begins[entryRows[i] + 2]++;
    }
    for (int i = 2; i < begins.length; i++) {
      begins[i] += begins[i - 1];
    }
    sorted = new int[entryCount];
    for (int i = 0; i < entryCount; i++) {
      sorted[begins[entryRows[i] + 1]++] = i;
    }
  }
}
