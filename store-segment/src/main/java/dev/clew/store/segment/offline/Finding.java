// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import java.nio.file.Path;

/**
 * Something that is not as it should be.
 *
 * @param offset where in the file
 * @param what what is wrong, for a person
 */
public record Finding(Path file, long offset, String what) {

  @Override
  public String toString() {
    return file + " at " + offset + ": " + what;
  }
}
