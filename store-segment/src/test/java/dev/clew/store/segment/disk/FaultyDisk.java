// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk that works until it is told to fail, and counts how often it was forced.
 *
 * <p>Threads: safe for any number at once.
 */
public final class FaultyDisk implements Disk {

  /** What a disk can fail to do. */
  public enum Fault {
    NONE,
    /** There is no room: half of what is written arrives. */
    FULL,
    /** Half of what is written arrives, and the file cannot be cut back either. */
    WRITE,
    /** Forcing fails. */
    FORCE,
    /** There is less room than anybody reserves. */
    NO_RESERVE
  }

  private final Disk disk = new RealDisk();
  private final AtomicInteger forces = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile Runnable beforeForce = () -> {};

  /** From now on the disk fails like this. */
  public void fail(Fault next) {
    fault = next;
  }

  /** Something that is done before each force, on the thread that forces. */
  public void beforeForce(Runnable action) {
    beforeForce = action;
  }

  /** How often files were forced. */
  public int forceCount() {
    return forces.get();
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
  public WritableFile create(Path file) throws IOException {
    return new File(disk.create(file));
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
    return fault == Fault.NO_RESERVE ? 0 : disk.usableBytes(directory);
  }

  private final class File implements WritableFile {
    private final WritableFile file;
    private long size;

    File(WritableFile file) {
      this.file = file;
    }

    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
      if (fault == Fault.FULL || fault == Fault.WRITE) {
        file.write(source.slice(source.position(), source.remaining() / 2));
        throw fault == Fault.FULL
            ? new DiskFullException(path().toString(), "No space left on device")
            : new IOException("Input/output error");
      }
      file.write(source);
      size = file.size();
    }

    @Override
    public void force() throws IOException {
      beforeForce.run();
      forces.incrementAndGet();
      if (fault == Fault.FORCE) {
        throw new IOException("Input/output error");
      }
      file.force();
    }

    @Override
    public void truncate(long bytes) throws IOException {
      if (fault == Fault.WRITE) {
        throw new IOException("Input/output error");
      }
      file.truncate(bytes);
      size = bytes;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
