// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import dev.clew.store.segment.compact.Manifest;
import dev.clew.store.segment.compact.SegmentDirectory;
import dev.clew.store.segment.compact.SegmentEntry;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.SegmentPart;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.journal.Damage;
import dev.clew.store.segment.journal.JournalCheck;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.store.segment.search.Snapshot;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a stopped store holds: its segments, and what of the journal is in none of them,
 * in memory. Nothing on the disk changes.
 */
final class StoredParts implements Snapshot {

  private static final System.Logger LOGGER = System.getLogger(StoredParts.class.getName());
  private static final long HASH_SEED = 0x5eed_c1e3_0f_c1e3L;

  /** How many spans one part of the journal has at least, if there are so many. */
  private static final int HEAD_SPANS = 400_000;

  private final List<SegmentPart> segments = new ArrayList<>();
  private final List<Part> heads = new ArrayList<>();
  private Head head = new Head(HASH_SEED);
  private boolean isDamaged;

  private StoredParts() {}

  /**
   * Opens the segments and reads the journal.
   *
   * @throws dev.clew.store.StoreException if a segment is damaged, with its file and the offset
   */
  static StoredParts open(Disk disk, Path segments, Path journal, Zstd zstd) throws IOException {
    StoredParts parts = new StoredParts();
    try {
      Manifest manifest = SegmentDirectory.readManifest(disk, segments);
      for (SegmentEntry entry : manifest.segments()) {
        Path file = SegmentDirectory.path(segments, entry.number());
        parts.segments.add(SegmentPart.open(disk, file, zstd));
      }
      for (Path file : SegmentDirectory.damagedFiles(disk, segments)) {
        LOGGER.log(Level.WARNING, "{0}: set aside because of damage, left out", file);
        parts.isDamaged = true;
      }
      parts.readJournal(disk, journal, manifest.journalFile());
      return parts;
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** The same for one question of many: closing it closes nothing. */
  Snapshot shared() {
    return new Shared(this);
  }

  private record Shared(StoredParts all) implements Snapshot {

    @Override
    public List<Part> parts() {
      return all.parts();
    }

    @Override
    public List<RollupPart> rollups() {
      return all.rollups();
    }

    @Override
    public boolean isDamaged() {
      return all.isDamaged();
    }

    @Override
    public void close() {
      // the parts stay open for the next question
    }
  }

  @Override
  public List<Part> parts() {
    List<Part> all = new ArrayList<>(segments);
    all.addAll(heads);
    return all;
  }

  @Override
  public List<RollupPart> rollups() {
    return List.of();
  }

  @Override
  public boolean isDamaged() {
    return isDamaged;
  }

  @Override
  public void close() {
    segments.forEach(SegmentPart::close);
  }

  private void readJournal(Disk disk, Path journal, long releasedNumber) throws IOException {
    JournalCheck read =
        JournalCheck.read(
            disk,
            journal,
            releasedNumber,
            batch -> {
              head.append(batch);
              if (head.rowCount() >= HEAD_SPANS) {
                seal();
              }
            });
    seal();
    for (Damage damage : read.damages()) {
      LOGGER.log(
          Level.WARNING,
          "{0}: {1} bytes at {2} cannot be read and are left out: {3}",
          damage.file(),
          Long.toString(damage.bytes()),
          Long.toString(damage.offset()),
          damage.reason());
      isDamaged = true;
    }
  }

  private void seal() {
    head.publish();
    heads.add(head.part());
    head = new Head(HASH_SEED);
  }
}
