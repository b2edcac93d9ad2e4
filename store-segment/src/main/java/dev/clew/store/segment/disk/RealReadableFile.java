// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A file of the file system that is complete. */
final class RealReadableFile implements ReadableFile {

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final Arena arena = Arena.ofShared();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable MemorySegment mapping; // under the lock

  RealReadableFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
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
  public void read(long position, ByteBuffer target) throws IOException {
    for (long at = position; target.hasRemaining(); ) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new EOFException(
            path + ": end at " + at + " (expected: " + target.remaining() + " bytes more)");
      }
      at += count;
    }
  }

  @Override
  public MemorySegment map() throws IOException {
    lock.lock();
    try {
      if (mapping == null) {
        mapping = channel.map(MapMode.READ_ONLY, 0, size, arena);
      }
      return mapping;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void unload() {
    lock.lock();
    try {
      if (mapping != null && arena.scope().isAlive()) {
        mapping.unload();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (arena.scope().isAlive()) {
        arena.close();
      }
      channel.close();
    } finally {
      lock.unlock();
    }
  }
}
