// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.DiskLock;
import dev.clew.store.segment.disk.ReadableFile;
import dev.clew.store.segment.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A disk that tells somebody of all bytes before they are written to new files. */
final class ThrottledDisk implements Disk {

  private final Disk disk;
  private final LongConsumer beforeBytes;

  ThrottledDisk(Disk disk, LongConsumer beforeBytes) {
    this.disk = disk;
    this.beforeBytes = beforeBytes;
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    return new ThrottledFile(disk.create(file), beforeBytes);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    disk.createDirectories(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return disk.exists(file);
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    return disk.open(file);
  }

  @Override
  public void truncate(Path file, long bytes) throws IOException {
    disk.truncate(file, bytes);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    disk.forceDirectory(directory);
  }

  @Override
  public Optional<DiskLock> tryLock(Path file) throws IOException {
    return disk.tryLock(file);
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    return disk.usableBytes(directory);
  }

  private record ThrottledFile(WritableFile file, LongConsumer beforeBytes)
      implements WritableFile {
    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
      beforeBytes.accept(source.remaining());
      file.write(source);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void truncate(long bytes) throws IOException {
      file.truncate(bytes);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
