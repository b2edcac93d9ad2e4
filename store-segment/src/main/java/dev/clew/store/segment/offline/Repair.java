// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.StoreException;
import dev.clew.store.segment.compact.Archive;
import dev.clew.store.segment.compact.Manifest;
import dev.clew.store.segment.compact.SegmentDirectory;
import dev.clew.store.segment.compact.SegmentEntry;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.MergeSource;
import dev.clew.store.segment.file.SegmentCheck;
import dev.clew.store.segment.file.SegmentConfig;
import dev.clew.store.segment.file.SegmentPart;
import dev.clew.store.segment.file.SegmentSummary;
import dev.clew.store.segment.file.SegmentWriter;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** One repair of a directory of segments. */
final class Repair {

  private static final String KEPT = "repaired";
  private static final long HASH_SEED = 0x5eed_c1e3_0f_c1e3L;

  private final Disk disk;
  private final Path directory;
  private final Zstd zstd;
  private final int spansPerSegmentMax;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Path> damaged = new ArrayList<>();
  private final Set<Long> gone = new HashSet<>();
  private final List<SegmentEntry> come = new ArrayList<>();
  private Head head = new Head(HASH_SEED);
  private long nextNumber;
  private long spansSaved;
  private long spansLost;

  Repair(Disk disk, Path directory, Zstd zstd, int spansPerSegmentMax) {
    this.disk = disk;
    this.directory = directory;
    this.zstd = zstd;
    this.spansPerSegmentMax = spansPerSegmentMax;
  }

  RepairResult run() throws IOException {
    Manifest manifest = manifest();
    nextNumber = manifest.nextNumber();
    for (SegmentEntry entry : manifest.segments()) {
      keepOrSave(entry);
    }
    for (Path file : SegmentDirectory.damagedFiles(disk, directory)) {
      damaged.add(file);
      findings.add(new Finding(file, 0, "had been set aside"));
      save(file);
    }
    writeHead();
    checkArchive();
    disk.forceDirectory(directory);
    SegmentDirectory.writeManifest(disk, directory, manifest.with(gone, come, nextNumber));
    return new RepairResult(spansSaved, spansLost, findings, putAway());
  }

  private Manifest manifest() throws IOException {
    try {
      return SegmentDirectory.readManifest(disk, directory);
    } catch (StoreException e) {
      Path file = directory.resolve("manifest");
      findings.add(
          new Finding(
              file,
              0,
              e.getMessage()
                  + "; made anew from the segments that are there, so spans that were deleted or"
                  + " had expired shortly before may be back"));
      damaged.add(file);
      return SegmentDirectory.guessManifest(disk, directory, this::summary);
    }
  }

  /** What a file says of itself; an entry of no spans if it says nothing, which is saved later. */
  private SegmentSummary summary(Path file) {
    try (SegmentPart part = SegmentPart.open(disk, file, zstd)) {
      return SegmentCheck.check(part);
    } catch (StoreException _) {
      return new SegmentSummary(0, 0, 0, 0, 0);
    }
  }

  private void keepOrSave(SegmentEntry entry) throws IOException {
    Path file = SegmentDirectory.path(directory, entry.number());
    try (SegmentPart part = SegmentPart.open(disk, file, zstd)) {
      SegmentCheck.check(part);
    } catch (CorruptSegmentException e) {
      findings.add(new Finding(file, e.offset(), String.valueOf(e.getMessage())));
      damaged.add(file);
      gone.add(entry.number());
      save(file);
    } catch (StoreException e) {
      if (disk.exists(file)) {
        throw e;
      }
      gone.add(entry.number());
      findings.add(new Finding(file, 0, entry.spanCount() + " spans: the file is missing"));
      spansLost += entry.spanCount();
    }
  }

  /** Copies every block that can be read. */
  private void save(Path file) throws IOException {
    try (SegmentPart part = SegmentPart.open(disk, file, zstd)) {
      for (int block = 0; block < part.blockCount(); block++) {
        int begin = block * Part.BLOCK_ROWS;
        int rows = part.blockRows(block);
        try {
          SpanBatchBuilder builder = new SpanBatchBuilder();
          part.copy(IntStream.range(begin, begin + rows).toArray(), builder);
          spansSaved += head.append(builder.view());
        } catch (StoreException | IndexOutOfBoundsException | IllegalArgumentException e) {
          spansLost += rows;
          findings.add(new Finding(file, 0, "spans " + begin + " to " + (begin + rows) + ": " + e));
        }
        if (head.rowCount() >= spansPerSegmentMax) {
          writeHead();
        }
      }
    } catch (CorruptSegmentException e) {
      findings.add(
          new Finding(file, e.offset(), "nothing can be read: " + String.valueOf(e.getMessage())));
    }
  }

  private void writeHead() throws IOException {
    if (head.rowCount() == 0) {
      return;
    }
    head.publish();
    long number = nextNumber++;
    SegmentSummary summary =
        new SegmentWriter(disk, zstd, SegmentConfig.defaults())
            .write(SegmentDirectory.path(directory, number), List.of(new MergeSource(head.part())));
    come.add(SegmentEntry.of(number, 0, summary));
    head = new Head(HASH_SEED);
  }

  private void checkArchive() {
    try {
      new Archive(disk, directory).open();
    } catch (StoreException e) {
      Path file = directory.resolve(Archive.NAME);
      findings.add(new Finding(file, 0, e.getMessage() + "; no trace is archived any more"));
      damaged.add(file);
    }
  }

  /** Moves damaged files to where nobody reads them. */
  private List<Path> putAway() throws IOException {
    List<Path> kept = new ArrayList<>();
    Path aside = directory.resolve(KEPT);
    if (!damaged.isEmpty()) {
      disk.createDirectories(aside);
    }
    for (Path file : damaged) {
      if (file.endsWith("manifest")) {
        continue; // it has been replaced
      }
      Path target = aside.resolve(file.getFileName());
      disk.rename(file, target);
      kept.add(target);
    }
    if (!kept.isEmpty()) {
      disk.forceDirectory(aside);
      disk.forceDirectory(directory);
    }
    return kept;
  }
}
