// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Files whose content is lost keep lying beside the others under a name of their own, so that later
 * runs know of them, too: {@code 17.seg.damaged}.
 */
final class SetAside {

  private static final String SUFFIX = ".damaged";

  private SetAside() {}

  /** The name that a file gets. */
  static Path nameOf(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /** Whether this is such a name, of a file whose own name ended so. */
  static boolean isNameOf(Path path, String suffix) {
    return path.toString().endsWith(suffix + SUFFIX);
  }

  /** Gives a file its new name, or leaves an empty one in place of a file that is gone. */
  static void put(Disk disk, Path file) throws IOException {
    if (disk.exists(file)) {
      disk.rename(file, nameOf(file));
    } else if (!disk.exists(nameOf(file))) {
      disk.create(nameOf(file)).close();
    }
  }
}
