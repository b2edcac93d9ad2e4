// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that is complete, open for reading.
 *
 * <p>Threads: any number at once.
 */
public interface ReadableFile extends AutoCloseable {

  /** Its name. */
  Path path();

  /** How many bytes it has. */
  long size();

  /**
   * Fills what remains of a buffer from the bytes at {@code position}. Not for threads that may be
   * interrupted: see {@link Disk}.
   *
   * @throws java.io.EOFException if the file ends before the buffer is full
   */
  void read(long position, ByteBuffer target) throws IOException;

  /**
   * The whole file as memory, read-only, valid until {@link #close()}; the same each time. Any
   * thread may read it.
   */
  MemorySegment map() throws IOException;

  /**
   * Gives back the memory that reading the mapping has taken so far; the mapping stays, and what is
   * read of it again comes from the system's cache. Does nothing where there is nothing to give.
   */
  void unload();

  /**
   * Closes the file and ends its mapping; no thread may be reading it. Idempotent.
   *
   * @throws IllegalStateException if a thread is reading the mapping at this moment
   */
  @Override
  void close() throws IOException;
}
