// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInterner;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.LongValues;
import dev.clew.store.segment.encoding.StringsWriter;
import dev.clew.store.segment.encoding.Trial;
import java.io.IOException;

/** The distinct byte strings of one block that is about to be written. */
final class LocalValues {

  private final SegmentOutput output;
  private final int valueBytesMax;
  private final ByteInterner values = new ByteInterner();
  private final LongValues large = new LongValues();

  LocalValues(SegmentOutput output, int valueBytesMax) {
    this.output = output;
    this.valueBytesMax = valueBytesMax;
  }

  void clear() {
    values.clear();
    large.clear();
  }

  /**
   * The code of a value; that of a large one, which is written to the file at once, is negative.
   */
  int code(byte[] value) throws IOException {
    if (value.length <= valueBytesMax) {
      return values.intern(value);
    }
    return large(writeLarge(value));
  }

  /** The code of a large value that is in the file already. */
  int large(long offset) {
    large.add(offset);
    return -large.size();
  }

  /** Where the large value with this code is in the file. */
  long largeOffset(int code) {
    return large.get(-code - 1);
  }

  /** Appends the block's byte strings, given by code. */
  void write(BlockValues block, Trial trial, ByteOutput out) {
    for (int i = 0; i < block.count; i++) {
      long code = block.values[i];
      block.values[i] = code >= 0 ? code : values.size() - code - 1;
    }
    StringsWriter writer = output.strings();
    writer.write(values, large.toArray(), block.values, block.count, trial, out);
  }

  private long writeLarge(byte[] value) throws IOException {
    ByteOutput body = output.body();
    body.varint(value.length);
    int begin = body.size();
    int stored = output.zstd().compress(value, 0, value.length, body);
    if (stored >= value.length) {
      body.truncate(begin);
      body.bytes(value, 0, value.length);
    }
    return output.frames().frame(body);
  }
}
