// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest {

  @TempDir Path directory;
  private final RealDisk disk = new RealDisk();

  @Test
  void write_twice_appends() throws IOException {
    Path file = directory.resolve("a");
    try (WritableFile out = disk.create(file)) {
      out.write(bytes("hello "));
      out.write(bytes("world"));
      out.force();
      assertThat(out.size()).isEqualTo(11);
    }
    assertThat(Files.readString(file)).isEqualTo("hello world");
  }

  @Test
  void truncate_openFile_nextWriteFollows() throws IOException {
    Path file = directory.resolve("a");
    try (WritableFile out = disk.create(file)) {
      out.write(bytes("hello"));
      out.truncate(2);
      out.write(bytes("y"));
    }
    assertThat(Files.readString(file)).isEqualTo("hey");
  }

  @Test
  void truncate_closedFile_cutsIt() throws IOException {
    Path file = write("a", "hello");
    disk.truncate(file, 2);
    assertThat(Files.readString(file)).isEqualTo("he");
  }

  @Test
  void create_existing_throws() throws IOException {
    Path file = write("a", "");
    assertThatThrownBy(() -> disk.create(file)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void open_missing_throws() {
    assertThatThrownBy(() -> disk.open(directory.resolve("a")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void read_pastEnd_throws() throws IOException {
    try (ReadableFile in = disk.open(write("a", "hello"))) {
      ByteBuffer target = ByteBuffer.allocate(3);
      in.read(1, target);
      assertThat(new String(target.array(), UTF_8)).isEqualTo("ell");
      assertThatThrownBy(() -> in.read(3, ByteBuffer.allocate(3))).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void map_deletedFile_staysReadableUntilClosed() throws IOException {
    Path file = write("a", "hello");
    ReadableFile in = disk.open(file);
    MemorySegment mapping = in.map();
    disk.delete(file);
    assertThat(mapping.toArray(ValueLayout.JAVA_BYTE)).asString(UTF_8).isEqualTo("hello");
    in.close();
    in.close();
    assertThatThrownBy(() -> mapping.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void map_emptyFile_isEmpty() throws IOException {
    try (ReadableFile in = disk.open(write("a", ""))) {
      assertThat(in.map().byteSize()).isZero();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // others need not give back at once
  void unload_mappedFile_leavesMemoryAndStaysReadable() throws IOException {
    try (ReadableFile in = disk.open(write("a", "x".repeat(100_000)))) {
      in.unload(); // not mapped yet
      MemorySegment mapping = in.map();
      mapping.load();
      assertThat(residentKilobytes("/a")).isPositive();
      in.unload();
      assertThat(residentKilobytes("/a")).isZero();
      assertThat(mapping.get(ValueLayout.JAVA_BYTE, 99_999)).isEqualTo((byte) 'x');
      assertThat(residentKilobytes("/a")).isPositive();
    }
  }

  /** What of the mapping of a file counts as memory of this process. */
  private static int residentKilobytes(String suffix) throws IOException {
    List<String> mappings = Files.readAllLines(Path.of("/proc/self/smaps"));
    for (int i = 0; i < mappings.size(); i++) {
      if (mappings.get(i).endsWith(suffix)) {
        return mappings.subList(i, mappings.size()).stream()
            .filter(line -> line.startsWith("Rss:"))
            .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
      }
    }
    throw new AssertionError(suffix + " is not mapped");
  }

  @Test
  void rename_overAnother_replacesIt() throws IOException {
    disk.rename(write("a", "new"), write("b", "old"));
    disk.forceDirectory(directory);
    assertThat(Files.readString(directory.resolve("b"))).isEqualTo("new");
    assertThat(disk.list(directory)).containsExactly(directory.resolve("b"));
  }

  @Test
  void list_filesAndDirectory_sortedFilesOnly() throws IOException {
    Path second = write("b", "");
    Path first = write("a", "");
    disk.createDirectories(directory.resolve("c/d"));
    assertThat(disk.list(directory)).containsExactly(first, second);
  }

  @Test
  void tryLock_heldByThisProcess_isEmptyUntilClosed() throws IOException {
    Path file = directory.resolve("lock");
    Optional<DiskLock> lock = disk.tryLock(file);
    assertThat(lock).isPresent();
    assertThat(disk.tryLock(file)).isEmpty();
    lock.get().close();
    Optional<DiskLock> next = disk.tryLock(file);
    assertThat(next).isPresent();
    next.get().close();
  }

  @Test
  void translate_enospc_isDiskFull() {
    IOException full = new IOException("No space left on device");
    assertThat(RealDisk.translate(Path.of("a"), full))
        .isInstanceOf(DiskFullException.class)
        .hasMessageContaining("a: No space left on device")
        .hasCause(full);
  }

  @Test
  void usableBytes_temporaryDirectory_isPositive() throws IOException {
    assertThat(disk.usableBytes(directory)).isPositive();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
