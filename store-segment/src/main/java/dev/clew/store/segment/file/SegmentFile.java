// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.ReadableFile;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.Strings;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.PartTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open segment file: its directory on the heap, everything else mapped.
 *
 * <p>Threads: any number at once; nobody may read once it is closed.
 */
final class SegmentFile implements AutoCloseable, Strings.LargeValues {

  private final ReadableFile file;
  private final FrameReader frames;
  private final Zstd zstd;
  private final Directory directory;
  private final Map<ColumnKey, StoredColumn> columns = new LinkedHashMap<>();
  private final StoredColumn[] traceColumns;

  private SegmentFile(ReadableFile file, FrameReader frames, Zstd zstd) {
    this.file = file;
    this.frames = frames;
    this.zstd = zstd;
    this.directory = Directory.read(frames, zstd);
    directory
        .columns()
        .forEach(
            (key, entry) -> columns.put(key, new StoredColumn(this, entry, rowCount(key.table()))));
    traceColumns = new StoredColumn[TraceColumn.values().length];
    for (int i = 0; i < traceColumns.length; i++) {
      Directory.Entry entry =
          new Directory.Entry(SegmentFormat.NUMBERS, directory.traceColumns()[i]);
      traceColumns[i] = new StoredColumn(this, entry, directory.traceCount());
    }
  }

  /**
   * Opens a file.
   *
   * @throws CorruptSegmentException if it is not a whole segment
   * @throws StoreException if the disk fails
   */
  static SegmentFile open(Disk disk, Path path, Zstd zstd) {
    try {
      ReadableFile file = disk.open(path);
      try {
        return new SegmentFile(file, new FrameReader(path, file.map()), zstd);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(path + ": cannot be opened", e);
    }
  }

  FrameReader frames() {
    return frames;
  }

  Zstd zstd() {
    return zstd;
  }

  Directory directory() {
    return directory;
  }

  int rowCount(PartTable table) {
    return directory.rowCounts()[table.ordinal()];
  }

  /** The columns on disk, by name, in the order they were written. */
  Map<ColumnKey, StoredColumn> columns() {
    return columns;
  }

  /** A column; null if no row has a value. */
  @Nullable StoredColumn column(ColumnKey key) {
    return columns.get(key);
  }

  /** The events or links of spans; null if there are none. Belongs to one thread. */
  @Nullable PartChildren children(PartChildren.Kind kind) {
    StoredColumn counts = column(kind.countKey());
    if (counts == null) {
      return null;
    }
    boolean isEvents = kind.table() == PartTable.EVENT;
    return new PartChildren(
        counts,
        isEvents ? directory.eventBegins() : directory.linkBegins(),
        rowCount(kind.table()),
        rowCount(PartTable.SPAN));
  }

  StoredColumn trace(TraceColumn column) {
    return traceColumns[column.ordinal()];
  }

  @Override
  public byte[] read(long offset) {
    ByteInput in = frames.checked(offset);
    long begin = in.position();
    int length = in.count();
    int stored = frames.length(offset) - (int) (in.position() - begin);
    if (stored == length) {
      return in.bytes(length);
    }
    byte[] value = new byte[length];
    zstd.decompress(in.source(), in.position(), stored, value, length);
    return value;
  }

  @Override
  public int length(long offset) {
    return frames.checked(offset).count();
  }

  /** Gives back the memory that reading has taken so far. */
  void unload() {
    file.unload();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new StoreException(frames.path() + ": cannot be closed", e);
    }
  }
}
