// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.disk.Disk;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** Deletes files that nobody needs any more; one that stays is deleted at the next start. */
final class Removal {

  private static final System.Logger LOGGER = System.getLogger(Removal.class.getName());

  private Removal() {}

  static void of(Disk disk, Path path) {
    try {
      if (disk.exists(path)) {
        disk.delete(path);
      }
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, path + ": cannot be deleted now, but will at the next start", e);
    }
  }
}
