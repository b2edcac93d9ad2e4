// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.file.SegmentSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a directory of segments that nobody has open. */
public final class SegmentDirectory {

  private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.seg((?:\\.damaged)?)");

  private SegmentDirectory() {}

  /**
   * Reads which segments of a directory are live, without opening them.
   *
   * @throws StoreException if the manifest is damaged or the disk fails
   */
  public static Manifest readManifest(Disk disk, Path directory) {
    try {
      return new ManifestFile(disk, directory).read();
    } catch (IOException e) {
      throw new StoreException(directory + ": cannot read the manifest", e);
    }
  }

  /** Says which segments of a directory that nobody has open are live. */
  public static void writeManifest(Disk disk, Path directory, Manifest manifest)
      throws IOException {
    new ManifestFile(disk, directory).write(manifest);
  }

  /**
   * A manifest of all segment files in a directory, for one that is lost. The journal is to be read
   * from its first file.
   *
   * @param summaries what a file holds
   */
  public static Manifest guessManifest(
      Disk disk, Path directory, Function<Path, SegmentSummary> summaries) throws IOException {
    List<SegmentEntry> entries = new ArrayList<>();
    long lastNumber = 0;
    for (Path path : disk.list(directory)) {
      Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
      if (name.matches()) {
        long number = Long.parseLong(name.group(1));
        lastNumber = Math.max(lastNumber, number);
        if (name.group(2).isEmpty()) {
          entries.add(SegmentEntry.of(number, 0, summaries.apply(path)));
        }
      }
    }
    return new Manifest(0, lastNumber + 1, entries, uncounted(entries));
  }

  private static RollupSet uncounted(List<SegmentEntry> entries) {
    Set<Long> all = new HashSet<>();
    entries.forEach(entry -> all.add(entry.number()));
    return new RollupSet(List.of(), all);
  }

  /** The files of a directory that were set aside because they are damaged. */
  public static List<Path> damagedFiles(Disk disk, Path directory) throws IOException {
    return disk.list(directory).stream()
        .filter(path -> SetAside.isNameOf(path, Segments.SUFFIX))
        .toList();
  }

  /** The file of a segment in a directory. */
  public static Path path(Path directory, long number) {
    return directory.resolve(number + Segments.SUFFIX);
  }
}
