// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The file system of the operating system. */
public final class RealDisk implements Disk {

  /** How the C libraries of Linux, macOS and Windows put ENOSPC and EDQUOT, in lower case. */
  private static final List<String> FULL_MESSAGES =
      List.of("no space left", "disk quota exceeded", "not enough space");

  /** The disk; it holds no state. */
  public RealDisk() {}

  @Override
  public void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    try {
      return new RealWritableFile(
          file, FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      throw translate(file, e);
    }
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new RealReadableFile(file, channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void truncate(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
      channel.force(true);
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw translate(to, e);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (isWindows()) {
      return; // NTFS keeps names in its own journal, and a directory cannot be opened
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<DiskLock> tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel::close); // closing the channel releases the lock
      }
    } catch (OverlappingFileLockException e) {
      channel.close(); // held by this very process
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    // One system call; a FileStore reads the list of all mounted file systems first.
    long bytes = directory.toFile().getUsableSpace();
    if (bytes == 0 && !Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    return bytes;
  }

  /** Tells a full disk, which may have room again, from one that fails. */
  static IOException translate(Path file, IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (FULL_MESSAGES.stream().noneMatch(message::contains)) {
      return failure;
    }
    DiskFullException full = new DiskFullException(file.toString(), failure.getMessage());
    full.initCause(failure);
    return full;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}
