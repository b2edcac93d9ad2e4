// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.SegmentPart;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.RollupFile;
import dev.clew.store.segment.rollup.RollupPart;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The live segments of a directory. Readers hold a snapshot; a segment that is not live any more is
 * closed and its file deleted when the last of them lets go.
 *
 * <p>Threads: any number at once.
 */
public final class Segments implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Segments.class.getName());
  static final String SUFFIX = ".seg";

  private final Disk disk;
  private final Path directory;
  private final Zstd zstd;
  private final ManifestFile file;
  private final RollupFiles rollups;
  private final ReentrantLock changes = new ReentrantLock(); // one change at a time
  private final ReentrantLock lock = new ReentrantLock(); // of all below
  private Manifest manifest = Manifest.EMPTY;
  private List<Live> live = List.of();
  private List<Path> damagedFiles = List.of();
  private long nextNumber;

  /** An open segment and who holds it; the set of live ones counts as one holder. */
  private static final class Live {
    final SegmentEntry entry;
    final SegmentPart part;
    int holders = 1;
    boolean isReplaced;

    Live(SegmentEntry entry, SegmentPart part) {
      this.entry = entry;
      this.part = part;
    }
  }

  /** Files that are open and not live yet. */
  private static final class Opened {
    final List<Live> segments = new ArrayList<>();
    final List<RollupFiles.Live> figures = new ArrayList<>();

    void close() {
      segments.forEach(segment -> segment.part.close());
      figures.forEach(RollupFiles.Live::close);
    }
  }

  /** The segments of a directory. */
  public Segments(Disk disk, Path directory, Zstd zstd) {
    this.disk = disk;
    this.directory = directory;
    this.zstd = zstd;
    this.file = new ManifestFile(disk, directory);
    this.rollups = new RollupFiles(disk, directory, zstd);
  }

  /**
   * Opens what the manifest names, and deletes what it does not. A segment that is damaged or
   * missing is left out, with an error in the log.
   *
   * @throws StoreException if the manifest is damaged or the disk fails
   */
  public void open() {
    try {
      disk.createDirectories(directory);
      manifest = file.read();
      nextNumber = manifest.nextNumber();
      List<Live> opened = new ArrayList<>();
      Set<Long> missing = new HashSet<>();
      for (SegmentEntry entry : manifest.segments()) {
        if (!open(entry, opened)) {
          missing.add(entry.number());
        }
      }
      live = List.copyOf(opened);
      RollupSet.Change damaged = rollups.open(manifest);
      deleteOrphans();
      if (!missing.isEmpty() || !damaged.equals(RollupSet.Change.NONE)) {
        replace(missing, List.of(), damaged, manifest.journalFile(), () -> {});
      }
    } catch (IOException e) {
      throw new StoreException(directory + ": cannot open the segments", e);
    }
  }

  /** What is live now. */
  public Manifest manifest() {
    lock.lock();
    try {
      return manifest;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The files that were set aside because they are damaged, now or in an earlier run; an empty one
   * stands for one that was missing. What was in them is missing from every answer.
   */
  public List<Path> damagedFiles() {
    lock.lock();
    try {
      return damagedFiles;
    } finally {
      lock.unlock();
    }
  }

  /** The same of rollup files whose figures could not be counted again. */
  public List<Path> damagedRollups() {
    lock.lock();
    try {
      return rollups.damagedFiles();
    } finally {
      lock.unlock();
    }
  }

  /** Whether something is missing from answers because its file is damaged. */
  public boolean isDamaged() {
    return !damagedFiles().isEmpty() || !damagedRollups().isEmpty();
  }

  /** The live segments, held open until the hold is closed. */
  public Hold hold() {
    return hold(List::of);
  }

  /**
   * The live segments together with parts that are in no segment.
   *
   * @param others asked at one moment with the segments: what was {@link Compactor#flush flushed}
   *     is either there or here
   */
  public Hold hold(Supplier<List<? extends Part>> others) {
    lock.lock();
    try {
      live.forEach(segment -> segment.holders++);
      return new Hold(
          live, List.copyOf(others.get()), rollups.hold(), manifest.rollups().uncounted());
    } finally {
      lock.unlock();
    }
  }

  /**
   * A number that no file has had. One whose writing failed is never given out again, since a
   * manifest that names it may be on the disk all the same.
   */
  long allocate() {
    lock.lock();
    try {
      return nextNumber++;
    } finally {
      lock.unlock();
    }
  }

  /** What compresses and decompresses their blocks. */
  Zstd zstd() {
    return zstd;
  }

  /** The file of a segment. */
  Path path(long number) {
    return SegmentDirectory.path(directory, number);
  }

  /** The rollup file with a number. */
  Path rollupPath(long number) {
    return rollups.path(number);
  }

  /** Replaces segments, leaves the figures as they are, and lets nothing else happen. */
  void replace(Set<Long> removed, List<SegmentEntry> added, long journalFile) throws IOException {
    replace(removed, added, journalFile, () -> {});
  }

  /** Replaces segments, and leaves the figures as they are. */
  void replace(Set<Long> removed, List<SegmentEntry> added, long journalFile, Runnable together)
      throws IOException {
    replace(removed, added, RollupSet.Change.NONE, journalFile, together);
  }

  /**
   * Replaces segments and figures by others whose files have been written. When this returns, the
   * change survives a crash and readers see it. If it fails, readers see no change, and the new
   * files are deleted, unless a crash might leave a manifest that names them.
   *
   * @param removed those of them that are not live any more were set aside meanwhile
   * @param journalFile everything in journal files up to this number is in segments now
   * @param together what happens for readers at the same moment
   */
  void replace(
      Set<Long> removed,
      List<SegmentEntry> added,
      RollupSet.Change change,
      long journalFile,
      Runnable together)
      throws IOException {
    changes.lock();
    try {
      Opened opened = new Opened();
      Manifest next = manifest(removed, added, change, journalFile);
      try {
        for (SegmentEntry entry : added) {
          opened.segments.add(new Live(entry, SegmentPart.open(disk, path(entry.number()), zstd)));
        }
        for (RollupEntry entry : change.added()) {
          opened.figures.add(rollups.open(entry));
        }
        disk.forceDirectory(directory);
        file.write(next);
      } catch (CheckedFile.UncertainException e) {
        opened.close();
        throw e;
      } catch (IOException | RuntimeException e) {
        opened.close();
        added.forEach(entry -> Removal.of(disk, path(entry.number())));
        change.added().forEach(entry -> Removal.of(disk, rollupPath(entry.number())));
        throw e;
      }
      publish(next, removed, change.removed(), opened, together);
    } finally {
      changes.unlock();
    }
  }

  private void publish(
      Manifest nextManifest,
      Set<Long> removed,
      Set<Long> removedFigures,
      Opened opened,
      Runnable together) {
    lock.lock();
    try {
      manifest = nextManifest;
      rollups.replace(removedFigures, opened.figures);
      List<Live> next = new ArrayList<>(opened.segments);
      List<Live> gone = new ArrayList<>();
      for (Live segment : live) {
        (removed.contains(segment.entry.number()) ? gone : next).add(segment);
      }
      live = List.copyOf(next);
      together.run();
      for (Live segment : gone) {
        segment.isReplaced = true;
        release(segment);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes a damaged segment or rollup file from what is live, and keeps it under another name. It
   * is named in the log, together with where the damage is.
   *
   * @return whether it is not live any more, so that another snapshot is without it
   */
  public boolean setAside(CorruptSegmentException damage) {
    changes.lock();
    try {
      Set<Long> numbers = new HashSet<>();
      for (SegmentEntry entry : manifest().segments()) {
        if (path(entry.number()).equals(damage.file())) {
          numbers.add(entry.number());
        }
      }
      RollupSet.Change figures = RollupSet.Change.NONE;
      if (numbers.isEmpty()) {
        figures = rollups.setAside(damage.file(), manifest());
      } else {
        LOGGER.log(Level.ERROR, "segment set aside, its spans are missing", damage);
        SetAside.put(disk, damage.file());
        noteDamaged(SetAside.nameOf(damage.file()));
      }
      if (!numbers.isEmpty() || !figures.equals(RollupSet.Change.NONE)) {
        replace(numbers, List.of(), figures, manifest().journalFile(), () -> {});
      }
      return true;
    } catch (IOException e) {
      LOGGER.log(Level.ERROR, damage.file() + ": cannot be set aside now", e);
      return false;
    } finally {
      changes.unlock();
    }
  }

  private void noteDamaged(Path path) {
    lock.lock();
    try {
      List<Path> more = new ArrayList<>(damagedFiles);
      more.add(path);
      damagedFiles = List.copyOf(more);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      live.forEach(this::release);
      live = List.of();
      rollups.close();
    } finally {
      lock.unlock();
    }
  }

  private long nextNumber() {
    lock.lock();
    try {
      return nextNumber;
    } finally {
      lock.unlock();
    }
  }

  private Manifest manifest(
      Set<Long> removed, List<SegmentEntry> added, RollupSet.Change change, long journalFile) {
    Manifest now = manifest();
    List<SegmentEntry> entries =
        Stream.concat(
                now.segments().stream().filter(entry -> !removed.contains(entry.number())),
                added.stream())
            .toList();
    return new Manifest(
        Math.max(journalFile, now.journalFile()),
        nextNumber(),
        entries,
        now.rollups().with(change, removed, added));
  }

  /** Opens a segment; if it is damaged, its file gets another name. */
  private boolean open(SegmentEntry entry, List<Live> opened) throws IOException {
    Path path = path(entry.number());
    try {
      opened.add(new Live(entry, SegmentPart.open(disk, path, zstd)));
      return true;
    } catch (CorruptSegmentException e) {
      LOGGER.log(Level.ERROR, "segment set aside, its spans are missing", e);
      SetAside.put(disk, path);
    } catch (StoreException e) {
      if (disk.exists(path)) {
        throw e;
      }
      LOGGER.log(Level.ERROR, "segment is gone, its spans are missing", e);
      SetAside.put(disk, path);
    }
    return false;
  }

  private void deleteOrphans() throws IOException {
    Set<Path> known = new HashSet<>();
    known.add(directory.resolve(ManifestFile.NAME));
    known.add(directory.resolve(Archive.NAME));
    manifest.segments().forEach(entry -> known.add(path(entry.number())));
    manifest.rollups().files().forEach(entry -> known.add(rollupPath(entry.number())));
    for (Path path : disk.list(directory)) {
      if (SetAside.isNameOf(path, SUFFIX)) {
        noteDamaged(path);
      } else if (!known.contains(path) && !SetAside.isNameOf(path, "")) {
        disk.delete(path);
      }
    }
  }

  /** Under the lock. */
  private void release(Live segment) {
    if (--segment.holders > 0) {
      return;
    }
    Path path = segment.part.path();
    segment.part.close();
    if (segment.isReplaced) {
      Removal.of(disk, path);
    }
  }

  /** Segments held open. Closing is idempotent. */
  public final class Hold implements AutoCloseable {
    private final List<Live> held;
    private final List<Part> others;
    private final List<RollupFiles.Live> figures;
    private final Set<Long> uncounted;
    private boolean isClosed; // under the lock

    private Hold(
        List<Live> held, List<Part> others, List<RollupFiles.Live> figures, Set<Long> uncounted) {
      this.held = held;
      this.others = others;
      this.figures = figures;
      this.uncounted = uncounted;
    }

    /** The parts that are in no segment, and the segments. */
    public List<Part> parts() {
      List<Part> parts = new ArrayList<>(others);
      held.forEach(segment -> parts.add(segment.part));
      return parts;
    }

    /** The figures that are in files. */
    public List<RollupPart> rollups() {
      return figures.stream().map(figure -> (RollupPart) figure.file()).toList();
    }

    /** A rollup file by its number. */
    RollupFile rollup(long number) {
      return figures.stream()
          .filter(figure -> figure.number() == number)
          .findFirst()
          .orElseThrow()
          .file();
    }

    /** The segments whose spans are counted in a file. */
    public List<Part> counted() {
      return parts(false);
    }

    /** The segments that have to be counted, then the parts that are in no segment. */
    public List<Part> uncounted() {
      List<Part> parts = new ArrayList<>(parts(true));
      parts.addAll(others);
      return parts;
    }

    private List<Part> parts(boolean isUncounted) {
      return held.stream()
          .filter(segment -> uncounted.contains(segment.entry.number()) == isUncounted)
          .map(segment -> (Part) segment.part)
          .toList();
    }

    /** The numbers of the segments. */
    List<Long> numbers() {
      return held.stream().map(segment -> segment.entry.number()).toList();
    }

    /** A held segment by its number. */
    Part part(long number) {
      return held.stream()
          .filter(segment -> segment.entry.number() == number)
          .findFirst()
          .orElseThrow()
          .part;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!isClosed) {
          isClosed = true;
          held.forEach(Segments.this::release);
          rollups.release(figures);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
