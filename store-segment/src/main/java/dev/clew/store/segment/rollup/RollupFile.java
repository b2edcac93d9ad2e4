// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.StoreException;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.ReadableFile;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.FrameReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An open rollup file, see {@link RollupWriter} for its form: the directory and, once asked for,
 * the keys on the heap, cells mapped. Every frame is checked when it is read.
 *
 * <p>Threads: any number at once; nobody may read once it is closed.
 */
public final class RollupFile implements RollupPart, AutoCloseable {

  private static final int TEXT_COUNT_MAX = 10_000_000;

  private final ReadableFile file;
  private final FrameReader frames;
  private final Zstd zstd;
  private final long resolutionNanos;
  private final Section spans;
  private final Section calls;

  private record Block(long offset, long timeMin, long timeMax, int cellCount) {}

  private static final class Section {
    final long keysOffset;
    final List<Block> blocks;
    volatile @Nullable List<List<String>> keys;

    Section(long keysOffset, List<Block> blocks) {
      this.keysOffset = keysOffset;
      this.blocks = blocks;
    }
  }

  private RollupFile(ReadableFile file, FrameReader frames, Zstd zstd) {
    this.file = file;
    this.frames = frames;
    this.zstd = zstd;
    long offset = directoryOffset();
    try {
      ByteInput in = frames.checked(offset);
      this.resolutionNanos = in.i64();
      if (resolutionNanos <= 0) {
        throw new IllegalArgumentException("resolution: " + resolutionNanos + " ns");
      }
      this.spans = section(in);
      this.calls = section(in);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw corrupt(offset, e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws CorruptSegmentException if it is not a whole rollup file
   * @throws StoreException if the disk fails
   */
  public static RollupFile open(Disk disk, Path path, Zstd zstd) {
    try {
      ReadableFile file = disk.open(path);
      try {
        return new RollupFile(file, new FrameReader(path, file.map()), zstd);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(path + ": cannot be opened", e);
    }
  }

  /** The file's name. */
  public Path path() {
    return frames.path();
  }

  @Override
  public long resolutionNanos() {
    return resolutionNanos;
  }

  @Override
  public boolean overlaps(RollupSource source, TimeRange range) {
    for (Block block : section(source).blocks) {
      if (overlaps(block, range)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void scan(RollupSource source, TimeRange range, CellSink sink) {
    Section section = section(source);
    sink.begin(keys(section, source));
    Cells cells = new Cells(sink, range);
    for (Block block : section.blocks) {
      if (overlaps(block, range)) {
        if (!sink.wants(block.cellCount)) {
          return;
        }
        try {
          cells.read(unpacked(block.offset), block.cellCount, keys(section, source).size());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
          throw corrupt(block.offset, e);
        }
      }
    }
  }

  /** Whether one of these texts stands in a key. */
  public boolean holdsAny(Set<String> texts) {
    return Stream.of(RollupSource.values())
        .flatMap(source -> keys(section(source), source).stream())
        .flatMap(List::stream)
        .anyMatch(texts::contains);
  }

  /**
   * Reads everything.
   *
   * @throws CorruptSegmentException if something is damaged
   */
  public void verify() {
    CellSink nothing =
        new CellSink() {
          @Override
          public void begin(List<List<String>> keys) {}

          @Override
          public boolean wants(int cellCount) {
            return true;
          }

          @Override
          public void accept(RollupCell cell, long startNanos) {}
        };
    for (RollupSource source : RollupSource.values()) {
      scan(source, TimeRange.ALL, nothing);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new StoreException(frames.path() + ": cannot be closed", e);
    }
  }

  private Section section(RollupSource source) {
    return source == RollupSource.SPANS ? spans : calls;
  }

  private boolean overlaps(Block block, TimeRange range) {
    return range.overlaps(block.timeMin * resolutionNanos, block.timeMax * resolutionNanos);
  }

  private long directoryOffset() {
    long end = frames.size() - RollupWriter.FOOTER_BYTES;
    if (end < RollupWriter.HEADER_BYTES) {
      throw frames.corrupt(0, "file of " + frames.size() + " bytes (expected: a rollup file)");
    }
    ByteInput footer = frames.raw(end);
    long offset = footer.i64();
    if (footer.i64() != ~offset || footer.i64() != RollupWriter.MAGIC) {
      throw frames.corrupt(end, "footer (expected: CLEWROL1)");
    }
    if (frames.raw(0).i64() != RollupWriter.MAGIC) {
      throw frames.corrupt(0, "header (expected: CLEWROL1)");
    }
    return offset;
  }

  private static Section section(ByteInput in) {
    long keysOffset = in.i64();
    int count = in.count();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(new Block(in.i64(), in.i64(), in.i64(), in.count()));
    }
    return new Section(keysOffset, List.copyOf(blocks));
  }

  private List<List<String>> keys(Section section, RollupSource source) {
    List<List<String>> keys = section.keys;
    if (keys == null) {
      try {
        keys = readKeys(unpacked(section.keysOffset), KeyTable.dimensions(source).size());
      } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
        throw corrupt(section.keysOffset, e);
      }
      section.keys = keys;
    }
    return keys;
  }

  private static List<List<String>> readKeys(ByteInput in, int dimensions) {
    int textCount = in.count();
    if (textCount > TEXT_COUNT_MAX) {
      throw new IllegalArgumentException("texts: " + textCount);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < textCount; i++) {
      texts.add(new String(in.sized(), StandardCharsets.UTF_8));
    }
    int keyCount = in.count();
    List<List<String>> keys = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      String[] key = new String[dimensions];
      for (int dimension = 0; dimension < dimensions; dimension++) {
        key[dimension] = texts.get(in.count());
      }
      keys.add(Arrays.asList(key));
    }
    return List.copyOf(keys);
  }

  /** The content of a packed frame. */
  private ByteInput unpacked(long offset) {
    ByteInput in = frames.checked(offset);
    long begin = in.position();
    int length = in.count();
    int stored = frames.length(offset) - (int) (in.position() - begin);
    if (stored == length) {
      return new ByteInput(MemorySegment.ofArray(in.bytes(length)), 0);
    }
    byte[] content = new byte[length];
    zstd.decompress(in.source(), in.position(), stored, content, length);
    return new ByteInput(MemorySegment.ofArray(content), 0);
  }

  private CorruptSegmentException corrupt(long offset, RuntimeException cause) {
    CorruptSegmentException corrupt = frames.corrupt(offset, String.valueOf(cause.getMessage()));
    corrupt.initCause(cause);
    return corrupt;
  }

  /** Shows the cells of blocks that lie in a range. */
  private final class Cells {
    private final CellSink sink;
    private final TimeRange range;

    Cells(CellSink sink, TimeRange range) {
      this.sink = sink;
      this.range = range;
    }

    void read(ByteInput in, int count, int keyCount) {
      RollupCell cell = new RollupCell();
      cell.time = 0;
      for (int i = 0; i < count; i++) {
        cell.clear();
        cell.time += in.zigzag();
        cell.key = in.count();
        if (cell.key >= keyCount) {
          throw new IllegalArgumentException(
              "key: " + cell.key + " (expected: below " + keyCount + ")");
        }
        cell.count = in.zigzag();
        cell.errorCount = in.zigzag();
        cell.sum = Double.longBitsToDouble(in.i64());
        cell.min = Double.longBitsToDouble(in.i64());
        cell.max = Double.longBitsToDouble(in.i64());
        readBins(in, cell.bins);
        long startNanos = cell.time * resolutionNanos;
        if (range.contains(startNanos)) {
          sink.accept(cell, startNanos);
        }
      }
    }

    private void readBins(ByteInput in, Bins bins) {
      bins.addZero(in.zigzag());
      int index = 0;
      for (int left = in.count(); left > 0; left--) {
        index += Math.toIntExact(in.zigzag());
        if (index < Bins.INDEX_MIN || index > Bins.INDEX_MAX) {
          throw new IllegalArgumentException("bin: " + index);
        }
        bins.addBin(index, in.zigzag());
      }
    }
  }
}
