// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that grows at its end.
 *
 * <p>Threads: one at a time.
 */
public interface WritableFile extends AutoCloseable {

  /** Its name. */
  Path path();

  /** How many bytes the calls to {@link #write} that returned have written. */
  long size();

  /**
   * Writes all that remains of a buffer at the end of the file.
   *
   * <p>When it fails, part of the bytes may be in the file, behind {@link #size()}: cut them off
   * with {@link #truncate} or abandon the file.
   */
  void write(ByteBuffer source) throws IOException;

  /** Makes everything written so far survive a crash. */
  void force() throws IOException;

  /** Cuts the file down to {@code bytes}, at most {@link #size()} and what a failed write left. */
  void truncate(long bytes) throws IOException;

  /** Closes the file without forcing it. Idempotent. */
  @Override
  void close() throws IOException;
}
