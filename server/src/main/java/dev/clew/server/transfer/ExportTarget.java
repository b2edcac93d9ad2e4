// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an export goes. */
public sealed interface ExportTarget {

  /** A stream, such as the standard output, which stays open. */
  record Stream(OutputStream out) implements ExportTarget {}

  /** A file that does not exist yet. */
  record File(Path path) implements ExportTarget {}

  /** A directory that exists, for files of about a million spans each. */
  record Directory(Path path) implements ExportTarget {}

  /** The file, or the directory if there is one. */
  static ExportTarget of(Path path) {
    return Files.isDirectory(path) ? new Directory(path) : new File(path);
  }
}
