// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.Dictionary;
import dev.clew.store.segment.encoding.NumberList;
import dev.clew.store.segment.encoding.Numbers;
import dev.clew.store.segment.part.Part;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A column of a segment file. What is known of it is read when it is first asked for, and kept.
 *
 * <p>Threads: any number at once.
 */
final class StoredColumn {

  private final SegmentFile file;
  private final int form;
  private final long summaryOffset;
  private final int rowCount;
  private final AtomicLongArray verified; // a bit per block whose frame has been checked
  private volatile @Nullable Summary summary;
  private volatile @Nullable Dictionary dictionary;
  private final Numbers[] opened; // by block, for columns read value by value; racy, immutable

  private record Summary(
      long valueCount,
      long firstChunk,
      NumberList chunks,
      NumberList minima,
      NumberList maxima,
      long dictionaryOffset) {}

  StoredColumn(SegmentFile file, Directory.Entry entry, int rowCount) {
    this.file = file;
    this.form = entry.form();
    this.summaryOffset = entry.offset();
    this.rowCount = rowCount;
    this.verified = new AtomicLongArray((blockCount() + 63) >>> 6);
    this.opened = new Numbers[blockCount()];
  }

  SegmentFile file() {
    return file;
  }

  int form() {
    return form;
  }

  long valueCount() {
    return summary().valueCount;
  }

  /** Where the frame is that says where the chunks are. */
  long summaryOffset() {
    return summaryOffset;
  }

  /** Where the dictionary is, if the form is CODES. */
  long dictionaryOffset() {
    return summary().dictionaryOffset;
  }

  int blockCount() {
    return (rowCount + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
  }

  int blockRows(int block) {
    return Math.min(Part.BLOCK_ROWS, rowCount - block * Part.BLOCK_ROWS);
  }

  /** Whether no row of a block has a value. */
  boolean isEmpty(int block) {
    return summary().chunks.get(block) == 0;
  }

  /** The smallest number, code or {@link DoubleOrder ordered} double of a block with values. */
  long min(int block) {
    return summary().minima.get(block);
  }

  /** The largest number, code or {@link DoubleOrder ordered} double of a block with values. */
  long max(int block) {
    return summary().maxima.get(block);
  }

  /** Where the chunk of a block with values is. */
  long chunkOffset(int block) {
    Summary known = summary();
    return known.firstChunk + known.chunks.get(block) - 1;
  }

  /** The chunk of a block with values, checked when it is first read. */
  ByteInput chunk(int block) {
    long offset = chunkOffset(block);
    long bit = 1L << block;
    if ((verified.get(block >>> 6) & bit) != 0) {
      return file.frames().body(offset);
    }
    ByteInput in = file.frames().checked(offset);
    verified.accumulateAndGet(block >>> 6, bit, (old, added) -> old | added);
    return in;
  }

  /** The distinct values, if the form is CODES. */
  Dictionary dictionary() {
    Dictionary known = dictionary;
    if (known == null) {
      known = new Dictionary(file.frames().checked(summary().dictionaryOffset));
      dictionary = known;
    }
    return known;
  }

  /** The number of a row, in a column that has one for every row. */
  long number(int row) {
    int block = row / Part.BLOCK_ROWS;
    Numbers numbers = opened[block];
    if (numbers == null) {
      ByteInput in = chunk(block);
      in.varint();
      numbers = Numbers.open(in, in.count(), file.zstd());
      opened[block] = numbers;
    }
    return numbers.get(row % Part.BLOCK_ROWS);
  }

  private Summary summary() {
    Summary known = summary;
    if (known == null) {
      ByteInput in = file.frames().checked(summaryOffset);
      known =
          new Summary(
              in.varint(),
              in.varint(),
              new NumberList(in, file.zstd()),
              new NumberList(in, file.zstd()),
              new NumberList(in, file.zstd()),
              form == SegmentFormat.CODES ? in.i64() : 0);
      summary = known;
    }
    return known;
  }
}
