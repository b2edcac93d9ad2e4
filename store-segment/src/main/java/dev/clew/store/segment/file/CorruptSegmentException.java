// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.StoreException;
import java.nio.file.Path;

/** A segment file does not hold what was written to it. */
public final class CorruptSegmentException extends StoreException {

  private final Path file;
  private final long offset;

  /** Says where, and what is wrong. */
  public CorruptSegmentException(Path file, long offset, String what) {
    super(file + " at " + offset + ": " + what);
    this.file = file;
    this.offset = offset;
  }

  /** The damaged file. */
  public Path file() {
    return file;
  }

  /** Where in the file the damage was noticed. */
  public long offset() {
    return offset;
  }
}
