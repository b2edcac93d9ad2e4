// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that does everything that {@link Disk} does not rule out, as a seed wants it:
 * loses and tears what was not forced, undoes names, fills up, fails, and crashes at any call.
 *
 * <p>Threads: one at a time.
 */
public final class SimulatedDisk implements Disk {

  private static final int SECTOR_BYTES = 512;

  private final RandomGenerator random;
  private final Map<Path, Inode> names = new TreeMap<>();
  private final Map<Path, Inode> durableNames = new TreeMap<>();
  private int callsUntilCrash = Integer.MAX_VALUE;
  private double failureProbability;
  private long freeBytes = Long.MAX_VALUE;

  /** Thrown by every call from the crash on. */
  public static final class Crash extends RuntimeException {
    Crash() {
      super("the machine has crashed");
    }
  }

  private static final class Inode {
    byte[] bytes = new byte[0];
    int forcedBytes;
    boolean hasForceFailed; // nothing written since the last force can be relied upon any more
  }

  /** An empty disk that works, until it is told to do otherwise. */
  public SimulatedDisk(RandomGenerator random) {
    this.random = random;
  }

  /** Lets the call after {@code calls} others crash, and every later one. */
  public void crashAfter(int calls) {
    callsUntilCrash = calls;
  }

  /** Lets calls that write fail with this probability. */
  public void failWithProbability(double probability) {
    failureProbability = probability;
  }

  /** Leaves room for so many bytes. */
  public void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  /** All files, by name. */
  public List<Path> files() {
    return List.copyOf(names.keySet());
  }

  /** How long a file is. */
  public int size(Path file) {
    return Objects.requireNonNull(names.get(file), file.toString()).bytes.length;
  }

  /** Turns a bit of a file around, for those as well who have it open. */
  public void flip(Path file, long bit) {
    byte[] bytes = Objects.requireNonNull(names.get(file), file.toString()).bytes;
    bytes[(int) (bit / Byte.SIZE)] ^= (byte) (1 << (bit % Byte.SIZE));
  }

  /** Turns the machine off and on: what was not forced is kept, torn or lost. */
  public void restart() {
    callsUntilCrash = Integer.MAX_VALUE;
    Set<Path> all = new HashSet<>(names.keySet());
    all.addAll(durableNames.keySet());
    for (Path path : all.stream().sorted().toList()) {
      Inode now = names.get(path);
      Inode before = durableNames.get(path);
      put(names, path, now == before || random.nextBoolean() ? now : before);
    }
    names.values().stream().distinct().forEach(this::tear);
    durableNames.clear();
    durableNames.putAll(names);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    call();
  }

  @Override
  public List<Path> list(Path directory) {
    call();
    return names.keySet().stream().filter(path -> directory.equals(path.getParent())).toList();
  }

  @Override
  public boolean exists(Path file) {
    call();
    return names.containsKey(file);
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    change();
    if (names.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Inode inode = new Inode();
    names.put(file, inode);
    return new Writer(file, inode);
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    call();
    return new Reader(file, inode(file).bytes);
  }

  @Override
  public void truncate(Path file, long bytes) throws IOException {
    change();
    Inode inode = inode(file);
    inode.bytes = Arrays.copyOf(inode.bytes, (int) bytes);
    inode.forcedBytes = (int) bytes;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change();
    Inode inode = inode(from);
    names.remove(from);
    names.put(to, inode);
  }

  @Override
  public void delete(Path file) throws IOException {
    change();
    Inode inode = inode(file);
    names.remove(file);
    freeBytes += freeBytes == Long.MAX_VALUE ? 0 : inode.bytes.length;
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    change();
    durableNames.keySet().removeIf(path -> directory.equals(path.getParent()));
    names.forEach((path, inode) -> {
      if (directory.equals(path.getParent())) {
        durableNames.put(path, inode);
      }
    });
  }

  @Override
  public Optional<DiskLock> tryLock(Path file) {
    return Optional.of(() -> {});
  }

  @Override
  public long usableBytes(Path directory) {
    return freeBytes;
  }

  private Inode inode(Path file) throws NoSuchFileException {
    Inode inode = names.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    return inode;
  }

  private void call() {
    if (callsUntilCrash <= 0) {
      throw new Crash();
    }
    callsUntilCrash--;
  }

  private void change() throws IOException {
    call();
    if (random.nextDouble() < failureProbability) {
      throw new IOException("simulated failure of the device");
    }
  }

  /**
   * Of what was not forced any sectors may be there, whatever was written first; where one is not
   * there are zeros or what the place held before, and the end may be cut off.
   */
  private void tear(Inode inode) {
    if (inode.bytes.length > inode.forcedBytes) {
      int length = random.nextInt(inode.forcedBytes, inode.bytes.length + 1);
      inode.bytes = Arrays.copyOf(inode.bytes, length);
      for (int at = inode.forcedBytes; at < length; at += SECTOR_BYTES) {
        if (random.nextInt(4) == 0) {
          rub(inode.bytes, at, Math.min(length, at + SECTOR_BYTES));
        }
      }
    }
    inode.forcedBytes = inode.bytes.length;
    inode.hasForceFailed = false;
  }

  private void rub(byte[] bytes, int begin, int end) {
    if (random.nextBoolean()) {
      Arrays.fill(bytes, begin, end, (byte) 0);
    } else {
      byte[] rubbish = new byte[end - begin];
      random.nextBytes(rubbish);
      System.arraycopy(rubbish, 0, bytes, begin, rubbish.length);
    }
  }

  private static void put(Map<Path, Inode> map, Path path, @Nullable Inode inode) {
    if (inode == null) {
      map.remove(path);
    } else {
      map.put(path, inode);
    }
  }

  private final class Writer implements WritableFile {
    private final Path path;
    private final Inode inode;
    private long size;

    Writer(Path path, Inode inode) {
      this.path = path;
      this.inode = inode;
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
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      try {
        change();
        if (bytes.length > freeBytes) {
          throw new DiskFullException(path.toString(), "No space left on device");
        }
      } catch (IOException | Crash e) {
        append(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))); // part of it went through
        throw e;
      }
      append(bytes);
      size += bytes.length;
      freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : bytes.length;
    }

    @Override
    public void force() throws IOException {
      try {
        change();
      } catch (IOException e) {
        inode.hasForceFailed = true;
        throw e;
      }
      if (!inode.hasForceFailed) {
        inode.forcedBytes = inode.bytes.length;
      }
    }

    @Override
    public void truncate(long bytes) throws IOException {
      change();
      inode.bytes = Arrays.copyOf(inode.bytes, (int) bytes);
      inode.forcedBytes = Math.min(inode.forcedBytes, (int) bytes);
      size = bytes;
    }

    @Override
    public void close() {}

    private void append(byte[] bytes) {
      int at = inode.bytes.length;
      inode.bytes = Arrays.copyOf(inode.bytes, at + bytes.length);
      System.arraycopy(bytes, 0, inode.bytes, at, bytes.length);
    }
  }

  private record Reader(Path path, MemorySegment content) implements ReadableFile {
    Reader(Path path, byte[] bytes) {
      this(path, MemorySegment.ofArray(bytes).asReadOnly());
    }

    @Override
    public long size() {
      return content.byteSize();
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      if (position + target.remaining() > size()) {
        throw new EOFException(path + ": end at " + size());
      }
      target.put(content.asSlice(position, target.remaining()).asByteBuffer());
    }

    @Override
    public void unload() {}

    @Override
    public MemorySegment map() {
      return content;
    }

    @Override
    public void close() {}
  }
}
