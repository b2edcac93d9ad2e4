// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.WritableFile;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a rollup file: figures by key and time at one resolution.
 *
 * <pre>
 * file      := "CLEWROL1" frame* footer
 * frame     := i32 CRC32C of length and body, varint length, body
 * footer    := i64 offset of the directory's frame, i64 its complement, "CLEWROL1"
 * bodies    := directory | packed(keys) | packed(cells)
 * directory := i64 resolutionNanos, section of spans, section of calls
 * section   := i64 offset of its keys, varint blocks, block*
 * block     := i64 offset of its cells, i64 timeMin, i64 timeMax, varint cells
 * packed(x) := varint length of x, then x or, if that is shorter, its zstd form
 * keys      := varint texts, sized text*, varint keys, varint text per dimension of a key
 * cells     := cell*
 * cell      := zigzag time − time of the cell before (0 for the first of a block), varint key,
 *              zigzag count, zigzag errors, f64 sum, f64 min, f64 max, zigzag count of zeros,
 *              varint bins, bin*
 * bin       := zigzag index − index of the bin before (0 for the first), zigzag count
 * </pre>
 *
 * <p>Times are in units of the resolution since the epoch. Dimensions of spans are service,
 * operation, kind, status, model, model version; of calls caller, callee. Bins are those of {@link
 * Bins}; f64 is the double's bits in an i64. Cells are in order of time, then key.
 *
 * <p>Threads: one at a time.
 */
public final class RollupWriter {

  static final long MAGIC = 0x31_4c_4f_52_57_45_4c_43L; // "CLEWROL1", little endian
  static final int HEADER_BYTES = 8;
  static final int FOOTER_BYTES = 24;
  static final int BLOCK_CELLS = 2048;

  private final Disk disk;
  private final Zstd zstd;
  private final RollupConfig config;

  /** Writes to this disk. */
  public RollupWriter(Disk disk, Zstd zstd, RollupConfig config) {
    this.disk = disk;
    this.zstd = zstd;
    this.config = config;
  }

  /**
   * Writes the sum of some figures and forces the file; that its name survives a crash is up to the
   * caller.
   *
   * @param resolutionNanos not finer than that of the parts
   * @param forgotten texts in keys that are replaced by {@link
   *     dev.clew.store.rollup.RollupQuery#OTHER}
   * @throws IOException if the disk fails; what has been written remains and is to be deleted
   */
  public RollupSummary write(
      Path path, long resolutionNanos, List<? extends RollupPart> parts, Set<String> forgotten)
      throws IOException {
    RollupTables tables = new RollupTables(resolutionNanos, config.limits());
    parts.forEach(part -> tables.add(part, forgotten));
    try (WritableFile file = disk.create(path)) {
      return new Writing(file).write(tables);
    }
  }

  /** The writing of one file. */
  private final class Writing {
    private final WritableFile file;
    private final FrameWriter frames;
    private final ByteOutput directory = new ByteOutput();
    private final ByteOutput content = new ByteOutput();
    private final ByteOutput body = new ByteOutput();

    Writing(WritableFile file) {
      this.file = file;
      this.frames = new FrameWriter(file);
    }

    RollupSummary write(RollupTables tables) throws IOException {
      body.i64(MAGIC);
      frames.raw(body);
      directory.i64(tables.resolutionNanos());
      long cellCount = 0;
      long timeMin = Long.MAX_VALUE;
      long timeMax = Long.MIN_VALUE;
      for (RollupSource source : RollupSource.values()) {
        CellTable table = tables.table(source);
        writeSection(table);
        cellCount += table.cells().size();
        timeMin = Math.min(timeMin, table.timeMin());
        timeMax = Math.max(timeMax, table.timeMax());
      }
      long offset = frames.frame(directory);
      body.clear();
      body.i64(offset);
      body.i64(~offset);
      body.i64(MAGIC);
      frames.raw(body);
      frames.end();
      boolean isEmpty = cellCount == 0;
      return new RollupSummary(
          tables.resolutionNanos(),
          cellCount,
          file.size(),
          isEmpty ? Long.MAX_VALUE : timeMin * tables.resolutionNanos(),
          isEmpty ? Long.MIN_VALUE : timeMax * tables.resolutionNanos());
    }

    private void writeSection(CellTable table) throws IOException {
      content.clear();
      writeKeys(table.keys().keys());
      directory.i64(frame());
      List<RollupCell> cells = new ArrayList<>(table.cells());
      cells.sort(
          Comparator.comparingLong((RollupCell cell) -> cell.time)
              .thenComparingInt(cell -> cell.key));
      directory.varint(Math.ceilDiv(cells.size(), BLOCK_CELLS));
      for (int begin = 0; begin < cells.size(); begin += BLOCK_CELLS) {
        writeBlock(cells.subList(begin, Math.min(cells.size(), begin + BLOCK_CELLS)));
      }
    }

    private void writeKeys(List<List<String>> keys) {
      Map<String, Integer> texts = new LinkedHashMap<>();
      keys.forEach(key -> key.forEach(text -> texts.putIfAbsent(text, texts.size())));
      content.varint(texts.size());
      texts.keySet().forEach(text -> content.sized(text.getBytes(StandardCharsets.UTF_8)));
      content.varint(keys.size());
      for (List<String> key : keys) {
        for (String text : key) {
          content.varint(texts.getOrDefault(text, 0));
        }
      }
    }

    private void writeBlock(List<RollupCell> cells) throws IOException {
      content.clear();
      long time = 0;
      for (RollupCell cell : cells) {
        content.zigzag(cell.time - time);
        time = cell.time;
        content.varint(cell.key);
        content.zigzag(cell.count);
        content.zigzag(cell.errorCount);
        content.i64(Double.doubleToRawLongBits(cell.sum));
        content.i64(Double.doubleToRawLongBits(cell.min));
        content.i64(Double.doubleToRawLongBits(cell.max));
        writeBins(cell.bins);
      }
      directory.i64(frame());
      directory.i64(cells.getFirst().time);
      directory.i64(cells.getLast().time);
      directory.varint(cells.size());
    }

    private void writeBins(Bins bins) {
      content.zigzag(bins.zeroCount());
      content.varint(bins.size());
      int[] previous = {0};
      bins.forEach((index, count) -> {
        content.zigzag(index - previous[0]);
        content.zigzag(count);
        previous[0] = index;
      });
    }

    /** Writes the content, packed, and returns where. */
    private long frame() throws IOException {
      body.clear();
      body.varint(content.size());
      int begin = body.size();
      if (zstd.compress(content.array(), 0, content.size(), body) >= content.size()) {
        body.truncate(begin);
        body.bytes(content.array(), 0, content.size());
      }
      return frames.frame(body);
    }
  }
}
