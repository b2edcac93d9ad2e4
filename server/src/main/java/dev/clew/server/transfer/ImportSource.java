// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something to import.
 *
 * @param name what messages call it
 * @param opener gives its bytes
 * @param file where it is, if it is a file, which can be read in any order
 */
public record ImportSource(String name, Opener opener, Optional<Path> file) {

  private static final Pattern IN_DIRECTORY =
      Pattern.compile(".*\\.((jsonl|json|ndjson)(\\.gz|\\.zst)?|parquet)");

  /** Opens a source. */
  @FunctionalInterface
  public interface Opener {
    /** The bytes of the source, as they are. */
    InputStream open() throws IOException;
  }

  /** A file. */
  public static ImportSource ofFile(Path file) {
    return new ImportSource(file.toString(), () -> Files.newInputStream(file), Optional.of(file));
  }

  /** A stream, such as the standard input. */
  public static ImportSource ofStream(String name, InputStream in) {
    return new ImportSource(name, () -> in, Optional.empty());
  }

  /**
   * The files that a path means: itself, or those of a directory whose names end as files of JSON
   * lines or of Parquet do, in order of name.
   *
   * @throws IOException if there are none
   */
  public static List<ImportSource> of(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      if (!Files.isReadable(path)) {
        throw new IOException(path + ": cannot be read (expected: a file or a directory)");
      }
      return List.of(ofFile(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<ImportSource> sources =
          files
              .filter(file -> IN_DIRECTORY.matcher(file.toString()).matches())
              .sorted()
              .map(ImportSource::ofFile)
              .toList();
      if (sources.isEmpty()) {
        throw new IOException(
            path + ": no file to import (expected: .jsonl, .jsonl.gz, .jsonl.zst or .parquet)");
      }
      return sources;
    }
  }
}
