// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The archives of a folder, unpacked by the system's {@code tar} for as long as this is open. */
final class Archives implements AutoCloseable {

  private final Path target;

  private Archives(Path target) {
    this.target = target;
  }

  /** Unpacks every {@code *.tar.xz} and {@code *.tar.gz} of {@code folder}. */
  static Archives unpack(Path folder) throws IOException, InterruptedException {
    Archives archives = new Archives(Files.createTempDirectory("clew-bench"));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().matches(".*\\.tar\\.[xg]z")).sorted().toList();
    }
    for (Path file : files) {
      Process tar =
          new ProcessBuilder("tar", "-xf", file.toString(), "-C", archives.target.toString())
              .inheritIO()
              .start();
      if (tar.waitFor() != 0) {
        archives.close();
        throw new IOException(file + ": tar could not unpack it (expected: tar with xz installed)");
      }
    }
    return archives;
  }

  /** Where it was unpacked to. */
  Path folder() {
    return target;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
