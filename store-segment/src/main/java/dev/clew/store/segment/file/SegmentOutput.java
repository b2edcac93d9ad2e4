// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInterner;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.DoubleScale;
import dev.clew.store.segment.encoding.NumberWriter;
import dev.clew.store.segment.encoding.Presence;
import dev.clew.store.segment.encoding.PresenceWriter;
import dev.clew.store.segment.encoding.StringsWriter;
import dev.clew.store.segment.encoding.Trial;
import dev.clew.store.segment.encoding.Zstd;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The file that is written, and the writers of encodings that all its columns share. */
final class SegmentOutput {

  private static final int PRESENCE_REMEMBERED_MAX = 200_000;

  private final FrameWriter frames;
  private final Zstd zstd;
  private final NumberWriter numbers;
  private final PresenceWriter presence;
  private final StringsWriter strings;
  private final ByteOutput body = new ByteOutput();
  private final ByteOutput presenceBody = new ByteOutput();
  private final long[] scaled = new long[Presence.ROWS_MAX];
  private final Map<PresenceKey, Long> presences = new HashMap<>();

  /** Content of a presence by two hashes of its bytes, 128 bits: equal keys are equal content. */
  private record PresenceKey(int table, int block, long hash, long secondHash) {}

  SegmentOutput(FrameWriter frames, Zstd zstd) {
    this.frames = frames;
    this.zstd = zstd;
    this.numbers = new NumberWriter(zstd);
    this.presence = new PresenceWriter(zstd);
    this.strings = new StringsWriter(zstd);
  }

  FrameWriter frames() {
    return frames;
  }

  NumberWriter numbers() {
    return numbers;
  }

  StringsWriter strings() {
    return strings;
  }

  Zstd zstd() {
    return zstd;
  }

  /** An empty body for the next frame; there is only one. */
  ByteOutput body() {
    body.clear();
    return body;
  }

  /**
   * Writes which rows of a block have a value, or finds a column that has the same rows.
   *
   * @return where the frame is
   */
  long presence(int table, int block, BlockValues values, int rowCount, Trial trial)
      throws IOException {
    presenceBody.clear();
    presence.write(values.rows, values.count, rowCount, trial, presenceBody);
    PresenceKey key = key(table, block, values);
    Long known = presences.get(key);
    if (known != null) {
      return known;
    }
    long offset = frames.frame(presenceBody);
    if (presences.size() < PRESENCE_REMEMBERED_MAX) {
      presences.put(key, offset);
    }
    return offset;
  }

  /** Appends doubles given as bits, which may be overwritten. */
  void doubles(long[] bits, int count, Trial trial, ByteOutput out) {
    int decimals = DoubleScale.apply(bits, count, scaled);
    out.u8(decimals);
    numbers.write(decimals == DoubleScale.NONE ? bits : scaled, count, trial, out);
  }

  private static PresenceKey key(int table, int block, BlockValues values) {
    byte[] rows = new byte[values.count * 2];
    for (int i = 0; i < values.count; i++) {
      rows[2 * i] = (byte) values.rows[i];
      rows[2 * i + 1] = (byte) (values.rows[i] >>> 8);
    }
    long hash = ByteInterner.hash(rows, 0, rows.length);
    long second = 0;
    for (int i = 0; i < values.count; i++) {
      second = (second ^ values.rows[i]) * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    }
    return new PresenceKey(table, block, hash, second);
  }
}
