// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there whole or not at all: it is written under a name with {@code .partial} at the
 * end and gets its own name when it is on the disk.
 */
final class NewFile implements AutoCloseable {

  private final Path target;
  private final Path partial;
  private final FileChannel channel;

  private NewFile(Path target, Path partial, FileChannel channel) {
    this.target = target;
    this.partial = partial;
    this.channel = channel;
  }

  /**
   * Begins a file. What an export that was broken off has left under the other name is replaced.
   *
   * @throws IOException if the file exists
   */
  static NewFile create(Path target) throws IOException {
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target + ": exists (expected: a new file)");
    }
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    return new NewFile(
        target,
        partial,
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  Path path() {
    return target;
  }

  /** What is written to it; closing it only flushes. */
  OutputStream stream() {
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Puts everything on the disk and gives the file its name. */
  void commit() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes the file unless it was {@linkplain #commit committed}. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(partial);
  }
}
