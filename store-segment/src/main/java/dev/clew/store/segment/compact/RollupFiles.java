// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.rollup.RollupFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live rollup files of a directory. As with segments, one that is not live any more is closed
 * and deleted when the last reader lets go.
 *
 * <p>Threads: as {@link Segments}, whose lock its callers hold.
 */
final class RollupFiles {

  private static final System.Logger LOGGER = System.getLogger(RollupFiles.class.getName());
  private static final String SUFFIX = ".rollup";

  private final Disk disk;
  private final Path directory;
  private final Zstd zstd;
  private List<Live> live = List.of();
  private List<Path> damagedFiles = List.of();

  /** An open file and who holds it; the set of live ones counts as one holder. */
  static final class Live {
    private final RollupEntry entry;
    private final RollupFile file;
    private int holders = 1;
    private boolean isReplaced;

    private Live(RollupEntry entry, RollupFile file) {
      this.entry = entry;
      this.file = file;
    }

    long number() {
      return entry.number();
    }

    RollupFile file() {
      return file;
    }

    void close() {
      file.close();
    }
  }

  RollupFiles(Disk disk, Path directory, Zstd zstd) {
    this.disk = disk;
    this.directory = directory;
    this.zstd = zstd;
  }

  Path path(long number) {
    return directory.resolve(number + SUFFIX);
  }

  /**
   * The files that were set aside, now or in an earlier run, since their figures could not be
   * counted again; an empty one stands for one that was missing.
   */
  List<Path> damagedFiles() {
    return damagedFiles;
  }

  /** Opens what a manifest names, and says what has to change because a file is damaged. */
  RollupSet.Change open(Manifest manifest) throws IOException {
    List<Live> opened = new ArrayList<>();
    Set<Long> missing = new HashSet<>();
    Set<Long> uncounted = new HashSet<>();
    damagedFiles =
        disk.list(directory).stream().filter(path -> SetAside.isNameOf(path, SUFFIX)).toList();
    for (RollupEntry entry : manifest.rollups().files()) {
      try {
        opened.add(open(entry));
      } catch (StoreException e) {
        if (!(e instanceof CorruptSegmentException) && disk.exists(path(entry.number()))) {
          throw e;
        }
        missing.add(entry.number());
        lose(entry, manifest, uncounted, e);
      }
    }
    live = List.copyOf(opened);
    return new RollupSet.Change(missing, List.of(), Set.of(), uncounted);
  }

  /** Opens one file, which is not live yet. */
  Live open(RollupEntry entry) {
    return new Live(entry, RollupFile.open(disk, path(entry.number()), zstd));
  }

  /** Gives a damaged file another name, and says what has to change. */
  RollupSet.Change setAside(Path damaged, Manifest manifest) throws IOException {
    Set<Long> removed = new HashSet<>();
    Set<Long> uncounted = new HashSet<>();
    for (RollupEntry entry : manifest.rollups().files()) {
      if (path(entry.number()).equals(damaged)) {
        removed.add(entry.number());
        lose(entry, manifest, uncounted, null);
      }
    }
    return new RollupSet.Change(removed, List.of(), Set.of(), uncounted);
  }

  /** All live files, held until they are {@link #release}d. */
  List<Live> hold() {
    live.forEach(file -> file.holders++);
    return live;
  }

  void replace(Set<Long> removed, List<Live> added) {
    List<Live> next = new ArrayList<>(added);
    List<Live> gone = new ArrayList<>();
    for (Live file : live) {
      (removed.contains(file.entry.number()) ? gone : next).add(file);
    }
    live = List.copyOf(next);
    gone.forEach(file -> file.isReplaced = true);
    release(gone);
  }

  void release(List<Live> files) {
    for (Live file : files) {
      if (--file.holders == 0) {
        file.close();
        if (file.isReplaced) {
          Removal.of(disk, file.file.path());
        }
      }
    }
  }

  void close() {
    release(live);
    live = List.of();
  }

  /** Deletes a file that is damaged or missing if it can be made again, or sets it aside. */
  private void lose(
      RollupEntry entry, Manifest manifest, Set<Long> uncounted, @Nullable Throwable cause)
      throws IOException {
    Path path = path(entry.number());
    boolean isThere =
        manifest.segments().stream().anyMatch(segment -> segment.number() == entry.segment());
    if (isThere) {
      uncounted.add(entry.segment());
      LOGGER.log(
          Level.WARNING,
          path + ": damaged rollup file deleted, its spans are counted again",
          cause);
      Removal.of(disk, path);
      return;
    }
    LOGGER.log(
        Level.ERROR, path + ": damaged rollup file set aside, its figures are missing", cause);
    List<Path> more = new ArrayList<>(damagedFiles);
    more.add(SetAside.nameOf(path));
    damagedFiles = List.copyOf(more);
    SetAside.put(disk, path);
  }
}
