// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.ReadableFile;
import dev.clew.store.segment.disk.WritableFile;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.ByteOutput;
import java.io.IOException;
import java.io.Serial;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * A small file that is replaced as a whole: eight letters that say what it is, the CRC32C of the
 * rest, the rest.
 *
 * <p>Method: write beside it, force, rename over it, force the directory. A crash leaves the old
 * file or the new one.
 */
final class CheckedFile {

  static final String NEW_SUFFIX = ".new";
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

  private final Disk disk;
  private final Path directory;
  private final Path path;
  private final String letters;

  /**
   * @param letters eight letters
   */
  CheckedFile(Disk disk, Path directory, String name, String letters) {
    this.disk = disk;
    this.directory = directory;
    this.path = directory.resolve(name);
    this.letters = letters;
  }

  /**
   * Reads the file; empty if there is none.
   *
   * @param body reads what follows the header
   * @throws StoreException if the file is damaged
   */
  <T> Optional<T> read(Function<ByteInput, T> body) throws IOException {
    if (!disk.exists(path)) {
      return Optional.empty();
    }
    byte[] bytes;
    try (ReadableFile in = disk.open(path)) {
      bytes = new byte[Math.toIntExact(in.size())];
      in.read(0, ByteBuffer.wrap(bytes));
    }
    try {
      ByteInput in = new ByteInput(MemorySegment.ofArray(bytes), 0);
      if (bytes.length < HEADER_BYTES || in.i64() != magic()) {
        throw new IllegalArgumentException("header (expected: " + letters + ")");
      }
      if (in.i32() != crc(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES)) {
        throw new IllegalArgumentException("crc32c does not match");
      }
      return Optional.of(body.apply(in));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException(path + " at 0: damaged: " + e.getMessage(), e);
    }
  }

  /** It is not known which of the two files a crash would leave. */
  static final class UncertainException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    UncertainException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Replaces the file; when this returns, it survives a crash.
   *
   * @throws UncertainException if the disk fails after the point where the new file may have become
   *     the one that is read; after any other failure it is the old one
   */
  void write(ByteOutput body) throws IOException {
    ByteOutput out = new ByteOutput();
    out.i64(magic());
    out.i32(crc(body.array(), 0, body.size()));
    out.bytes(body.array(), 0, body.size());
    Path temporary = path.resolveSibling(path.getFileName() + NEW_SUFFIX);
    if (disk.exists(temporary)) {
      disk.delete(temporary);
    }
    try (WritableFile file = disk.create(temporary)) {
      file.write(ByteBuffer.wrap(out.toByteArray()));
      file.force();
    }
    try {
      disk.rename(temporary, path);
      disk.forceDirectory(directory);
    } catch (IOException e) {
      throw new UncertainException(e);
    }
  }

  private long magic() {
    return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getLong();
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
