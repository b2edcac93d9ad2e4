// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.store.segment.disk.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a journal: {@code 0000000000000001.journal} and so on in one directory, and below it
 * {@code damaged} for those that are kept because something in them could not be read.
 *
 * <p>Threads: safe for any number at once.
 */
final class JournalFiles {

  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})\\.journal");
  private static final String DAMAGED = "damaged";

  private final Disk disk;
  private final Path directory;
  private final ConcurrentSkipListMap<Long, Long> bytes =
      new ConcurrentSkipListMap<>(); // by number
  private final ConcurrentSkipListSet<Long> damaged = new ConcurrentSkipListSet<>();

  private volatile long lastNumber;
  private final AtomicInteger asideCount = new AtomicInteger();

  JournalFiles(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /**
   * Creates the directory if need be, and notes the files that are there.
   *
   * @param usedNumber numbers up to this one have been in use
   */
  void open(long usedNumber) throws IOException {
    lastNumber = usedNumber;
    disk.createDirectories(directory);
    asideCount.set(aside().size());
    for (Path file : disk.list(directory)) {
      Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        setBytes(Long.parseUnsignedLong(name.group(1), 16), 0);
      }
    }
  }

  Path path(long number) {
    return directory.resolve(String.format(Locale.ROOT, "%016x.journal", number));
  }

  Path directory() {
    return directory;
  }

  /** The numbers of all files, ascending. */
  List<Long> numbers() {
    return new ArrayList<>(bytes.keySet());
  }

  /** The highest number that ever was in use, or zero. */
  long lastNumber() {
    return lastNumber;
  }

  /** Notes the size of a file that the writer creates or grows. */
  void setBytes(long number, long size) {
    bytes.put(number, size);
    lastNumber = Math.max(lastNumber, number);
  }

  long bytes() {
    long sum = 0;
    for (long size : bytes.values()) {
      sum += size;
    }
    return sum;
  }

  /** From now on the file is kept, whatever becomes of the others. */
  void markDamaged(long number) {
    damaged.add(number);
  }

  /** How many files are kept because they are damaged. */
  int damagedCount() {
    return asideCount.get() + damaged.size();
  }

  /** The files that are kept because they are damaged, and that the journal has let go of. */
  List<Path> aside() throws IOException {
    try {
      return disk.list(directory.resolve(DAMAGED));
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /** Deletes the files up to a number, or moves those aside that are damaged. */
  void release(long throughNumber) throws IOException {
    List<Long> released = new ArrayList<>(bytes.headMap(throughNumber, true).keySet());
    for (long number : released) {
      if (damaged.contains(number)) {
        Path aside = directory.resolve(DAMAGED);
        disk.createDirectories(aside);
        disk.rename(path(number), aside.resolve(path(number).getFileName()));
        damaged.remove(number);
        asideCount.incrementAndGet();
        disk.forceDirectory(aside);
      } else {
        disk.delete(path(number));
      }
      bytes.remove(number);
    }
    if (!released.isEmpty()) {
      disk.forceDirectory(directory);
    }
  }
}
