// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of the file system that grows at its end. */
final class RealWritableFile implements WritableFile {

  private final Path path;
  private final FileChannel channel;
  private long size;

  RealWritableFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    int length = source.remaining();
    try {
      for (long at = size; source.hasRemaining(); ) {
        at += channel.write(source, at);
      }
    } catch (IOException e) {
      throw RealDisk.translate(path, e);
    }
    size += length;
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw RealDisk.translate(path, e);
    }
  }

  @Override
  public void truncate(long bytes) throws IOException {
    channel.truncate(bytes);
    size = bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
