// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import dev.clew.store.StoreException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.compact.Archive;
import dev.clew.store.segment.compact.Manifest;
import dev.clew.store.segment.compact.SegmentDirectory;
import dev.clew.store.segment.compact.SegmentEntry;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.DiskLock;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.ColumnBytes;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.SegmentCheck;
import dev.clew.store.segment.file.SegmentPart;
import dev.clew.store.segment.file.SegmentSummary;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.journal.JournalCheck;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.search.PartSearch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a store that no process has open; the lock of the directory is held meanwhile.
 *
 * <p>Errors: a disk that fails, or a manifest that cannot be read where it is needed, throws {@link
 * StoreException}. Threads: one at a time.
 */
public final class StoreFiles implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(StoreFiles.class.getName());
  private static final String LOCK = "lock";
  private static final String SEGMENTS = "segments";
  private static final String JOURNAL = "journal";
  private static final long HASH_SEED = 0x5eed_c1e3_0f_c1e3L;
  private static final QueryLimits UNLIMITED =
      new QueryLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));

  private final Path directory;
  private final Disk disk;
  private final DiskLock lock;
  private final Zstd zstd = new Zstd();
  private final List<StoredParts> opened = new ArrayList<>();

  private StoreFiles(Path directory, Disk disk, DiskLock lock) {
    this.directory = directory;
    this.disk = disk;
    this.lock = lock;
  }

  /**
   * Takes the lock of a data directory.
   *
   * @throws StoreException if there is no store, or if a process has it open
   */
  public static StoreFiles open(Path directory, Disk disk) {
    try {
      if (!disk.exists(directory.resolve(LOCK))) {
        throw new StoreException(
            "data directory: " + directory + " (expected: one that a server has stored in)");
      }
      DiskLock lock =
          disk.tryLock(directory.resolve(LOCK))
              .orElseThrow(() ->
                  new StoreException(
                      "data directory: " + directory + " is in use (expected: no server running)"));
      return new StoreFiles(directory, disk, lock);
    } catch (IOException e) {
      throw new StoreException("data directory: cannot open " + directory, e);
    }
  }

  /**
   * Reads every file from its first byte to its last and holds them against each other. Changes
   * nothing.
   */
  public Verification verify() {
    List<Finding> findings = new ArrayList<>();
    List<SegmentEntry> entries = readable(findings);
    long spans = 0;
    for (SegmentEntry entry : entries) {
      spans += verify(entry, findings);
    }
    try {
      new Archive(disk, segments()).open();
    } catch (StoreException e) {
      findings.add(new Finding(segments().resolve(Archive.NAME), 0, message(e)));
    }
    try {
      for (Path file : SegmentDirectory.damagedFiles(disk, segments())) {
        findings.add(new Finding(file, 0, "set aside because of damage, its spans are missing"));
      }
      JournalCheck journal = JournalCheck.run(disk, directory.resolve(JOURNAL));
      journal
          .damages()
          .forEach(
              damage -> findings.add(new Finding(damage.file(), damage.offset(), damage.reason())));
      return new Verification(entries.size(), spans, journal.fileCount(), findings);
    } catch (IOException e) {
      throw new StoreException("data directory: cannot read " + directory, e);
    }
  }

  /** What the segments hold and what takes how much of them; damaged ones are left out. */
  public List<SegmentStats> stats() {
    List<SegmentStats> stats = new ArrayList<>();
    for (SegmentEntry entry : manifest().segments()) {
      try (SegmentPart part = SegmentPart.open(disk, path(entry), zstd)) {
        stats.add(new SegmentStats(part.path(), entry, services(part), ColumnBytes.of(part)));
      } catch (CorruptSegmentException e) {
        LOGGER.log(Level.WARNING, "left out", e);
      }
    }
    return stats;
  }

  /**
   * Saves what can be read of damaged segments into new ones, block by block, and puts the damaged
   * files into the directory {@code repaired}, where nobody looks for them. A manifest that cannot
   * be read is made anew from the segments that are there.
   *
   * <p>Spans that were deleted after their file was set aside come back, because nothing remembers
   * what was deleted: delete them again.
   *
   * @param spansPerSegmentMax the size of new segments, which bounds memory
   */
  public RepairResult repair(int spansPerSegmentMax) {
    try {
      return new Repair(disk, segments(), zstd, spansPerSegmentMax).run();
    } catch (IOException e) {
      throw new StoreException("segments: cannot repair " + segments(), e);
    }
  }

  /**
   * Streams every trace that begins in a range and has a span that satisfies a filter; see {@link
   * PartSearch#all}. Changes nothing. The stream is {@linkplain TraceChunks#isPartial partial} if
   * files had been set aside as damaged, or part of the journal cannot be read; the log names them.
   *
   * @param filter about nothing but a span by itself
   * @throws StoreException if a live segment is damaged, then or while reading; {@link #repair}
   *     saves what can be saved
   */
  public TraceChunks traces(SpanFilter filter, TimeRange range) {
    try {
      StoredParts parts = StoredParts.open(disk, segments(), directory.resolve(JOURNAL), zstd);
      PartSearch search =
          new PartSearch(() -> parts, batch -> Head.partOf(batch, HASH_SEED), () -> 0);
      return search.all(filter, range, new QueryContext(UNLIMITED, () -> false));
    } catch (IOException e) {
      throw new StoreException("data directory: cannot read " + directory, e);
    }
  }

  /**
   * Answers questions about all that is stored, until the files are closed. Changes nothing. The
   * time limit of queries does not count; answers are partial as those of {@link #traces} are, and
   * there are no rollups.
   *
   * @throws StoreException if a live segment is damaged
   */
  public TraceReader reader() {
    try {
      StoredParts parts = StoredParts.open(disk, segments(), directory.resolve(JOURNAL), zstd);
      opened.add(parts);
      return new PartSearch(parts::shared, batch -> Head.partOf(batch, HASH_SEED), () -> 0);
    } catch (IOException e) {
      throw new StoreException("data directory: cannot read " + directory, e);
    }
  }

  @Override
  public void close() {
    opened.forEach(StoredParts::close);
    zstd.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException("data directory: cannot give back the lock", e);
    }
  }

  private List<SegmentEntry> readable(List<Finding> findings) {
    try {
      return manifest().segments();
    } catch (StoreException e) {
      findings.add(new Finding(segments().resolve("manifest"), 0, message(e)));
      return List.of();
    }
  }

  private long verify(SegmentEntry entry, List<Finding> findings) {
    Path file = path(entry);
    try (SegmentPart part = SegmentPart.open(disk, file, zstd)) {
      SegmentSummary found = SegmentCheck.check(part);
      SegmentSummary expected =
          new SegmentSummary(
              entry.spanCount(),
              entry.traceCount(),
              entry.bytes(),
              entry.startNanosMin(),
              entry.startNanosMax());
      if (!found.equals(expected)) {
        findings.add(new Finding(file, 0, found + " (expected by the manifest: " + expected + ")"));
      }
      return found.spanCount();
    } catch (CorruptSegmentException e) {
      findings.add(new Finding(file, e.offset(), message(e)));
    } catch (StoreException e) {
      findings.add(new Finding(file, 0, message(e)));
    }
    return 0;
  }

  private Manifest manifest() {
    return SegmentDirectory.readManifest(disk, segments());
  }

  private Path segments() {
    return directory.resolve(SEGMENTS);
  }

  private Path path(SegmentEntry entry) {
    return SegmentDirectory.path(segments(), entry.number());
  }

  private static List<String> services(Part part) {
    Set<String> names = new TreeSet<>();
    ColumnBlock block = new ColumnBlock();
    for (ColumnKey key : part.columns()) {
      if (key instanceof ColumnKey.Attribute attribute
          && attribute.table() == PartTable.RESOURCE
          && attribute.key().equals("service.name")) {
        ColumnReader column = part.column(key);
        int rows = part.rowCount(PartTable.RESOURCE);
        for (int at = 0; at * Part.BLOCK_ROWS < rows; at++) {
          column.read(at, block);
          for (int i = 0; i < block.count; i++) {
            if (block.dictionary != ByteStrings.NONE) {
              names.add(
                  new String(block.dictionary.get((int) block.values[i]), StandardCharsets.UTF_8));
            }
          }
        }
      }
    }
    return List.copyOf(names);
  }

  private static String message(StoreException e) {
    return String.valueOf(e.getMessage());
  }
}
