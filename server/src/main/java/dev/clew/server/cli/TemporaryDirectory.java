// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for as long as the process lives. */
record TemporaryDirectory(Path path) {

  private static final System.Logger LOGGER = System.getLogger(TemporaryDirectory.class.getName());

  static TemporaryDirectory create(String prefix) throws IOException {
    return new TemporaryDirectory(Files.createTempDirectory(prefix));
  }

  /** Removes the directory with all that is in it; what cannot be removed is logged and left. */
  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "demo data left behind in {0}: {1}", path, e);
    }
  }
}
