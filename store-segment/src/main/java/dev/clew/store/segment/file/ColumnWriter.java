// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.LongValues;
import dev.clew.store.segment.encoding.NumberList;
import dev.clew.store.segment.encoding.Trial;
import java.io.IOException;

/**
 * Writes the blocks of one column and then what is known of all of them.
 *
 * <pre>
 * chunk   := varint presence, varint count, content
 * presence:= 0 if every row of the block has a value; otherwise how far before the chunk's frame
 *            the frame with the block's presence begins
 * content := numbers (NUMBERS, CODES) | u8 decimals, numbers (DOUBLES) | strings (STRINGS)
 * summary := varint values, list of chunks, list of minima, list of maxima, i64 offset of the
 *            dictionary (CODES)
 * list of chunks := for each block zero if no row has a value, otherwise one plus the distance of its frame from
 *                   the first
 * </pre>
 *
 * <p>Minima and maxima are of numbers, of codes (which are in the order of their values) or of
 * doubles in the form of {@link DoubleOrder}; for STRINGS the lists are empty.
 */
final class ColumnWriter {

  private final SegmentOutput output;
  private final int form;
  private final int table;
  private final boolean isRandomAccess;
  private final LongValues chunks = new LongValues();
  private final LongValues minima = new LongValues();
  private final LongValues maxima = new LongValues();
  private final Trial valueTrial = new Trial();
  private final Trial presenceTrial = new Trial();
  private long values;
  private long firstChunk = -1;
  private long dictionaryOffset;

  /**
   * A column.
   *
   * @param table tells presence of rows in different tables apart
   * @param isRandomAccess whether each value must be readable by itself
   */
  ColumnWriter(SegmentOutput output, int form, int table, boolean isRandomAccess) {
    this.output = output;
    this.form = form;
    this.table = table;
    this.isRandomAccess = isRandomAccess;
  }

  int form() {
    return form;
  }

  /** How many values have been written. */
  long valueCount() {
    return values;
  }

  void dictionary(long offset) {
    dictionaryOffset = offset;
  }

  /** Writes a block of numbers or codes; the values may be overwritten. */
  void numbers(BlockValues block, int rowCount) throws IOException {
    if (block.count == 0) {
      none();
      return;
    }
    addRange(block);
    values(block, rowCount);
  }

  /** Writes a block of numbers whose minimum and maximum are others than their own. */
  void numbers(BlockValues block, int rowCount, long min, long max) throws IOException {
    minima.add(min);
    maxima.add(max);
    values(block, rowCount);
  }

  private void values(BlockValues block, int rowCount) throws IOException {
    ByteOutput body = begin(block, rowCount);
    if (form == SegmentFormat.DOUBLES) {
      output.doubles(block.values, block.count, valueTrial, body);
    } else {
      output.numbers().write(block.values, block.count, isRandomAccess ? null : valueTrial, body);
    }
    end(block, body);
  }

  /** Writes a block of byte strings. */
  void strings(BlockValues block, LocalValues strings, int rowCount) throws IOException {
    if (block.count == 0) {
      none();
      return;
    }
    ByteOutput body = begin(block, rowCount);
    strings.write(block, valueTrial, body);
    minima.add(0);
    maxima.add(0);
    end(block, body);
  }

  /** Writes the summary and returns where it begins. */
  long end() throws IOException {
    ByteOutput body = output.body();
    body.varint(values);
    body.varint(Math.max(0, firstChunk));
    NumberList.write(chunks, output.numbers(), body);
    if (form == SegmentFormat.STRINGS) {
      minima.clear();
      maxima.clear();
    }
    NumberList.write(minima, output.numbers(), body);
    NumberList.write(maxima, output.numbers(), body);
    if (form == SegmentFormat.CODES) {
      body.i64(dictionaryOffset);
    }
    return output.frames().frame(body);
  }

  private void none() {
    chunks.add(0);
    minima.add(0);
    maxima.add(0);
  }

  private ByteOutput begin(BlockValues block, int rowCount) throws IOException {
    long presence =
        block.count == rowCount
            ? -1
            : output.presence(table, chunks.size(), block, rowCount, presenceTrial);
    ByteOutput body = output.body();
    body.varint(presence < 0 ? 0 : output.frames().position() - presence);
    body.varint(block.count);
    return body;
  }

  private void end(BlockValues block, ByteOutput body) throws IOException {
    long offset = output.frames().frame(body);
    if (firstChunk < 0) {
      firstChunk = offset;
    }
    chunks.add(offset - firstChunk + 1);
    values += block.count;
  }

  private void addRange(BlockValues block) {
    if (form == SegmentFormat.DOUBLES) {
      minima.add(DoubleOrder.min(block.values, block.count));
      maxima.add(DoubleOrder.max(block.values, block.count));
      return;
    }
    long min = block.values[0];
    long max = min;
    for (int i = 1; i < block.count; i++) {
      min = Math.min(min, block.values[i]);
      max = Math.max(max, block.values[i]);
    }
    minima.add(min);
    maxima.add(max);
  }
}
