// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** The disk has no room for what was to be written; this may change. */
public final class DiskFullException extends FileSystemException {

  /** Says which file was to grow, and why it could not. */
  public DiskFullException(String file, @Nullable String reason) {
    super(file, null, reason);
  }
}
