// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteInput;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Reads the frames of a mapped file.
 *
 * <p>Threads: any number at once.
 */
public final class FrameReader {

  private final Path path;
  private final MemorySegment file;

  /** The frames of this file. */
  public FrameReader(Path path, MemorySegment file) {
    this.path = path;
    this.file = file;
  }

  /** The file's name. */
  public Path path() {
    return path;
  }

  /** The file's size. */
  public long size() {
    return file.byteSize();
  }

  /** The body of a frame that has been checked before. */
  ByteInput body(long offset) {
    ByteInput in = new ByteInput(file, offset + Integer.BYTES);
    in.varint();
    return in;
  }

  /** The body of a frame, checked. */
  public ByteInput checked(long offset) {
    if (offset < 0 || offset > file.byteSize() - 2L * Long.BYTES) {
      throw corrupt(offset, "frame outside of the file (expected: below " + file.byteSize() + ")");
    }
    ByteInput in = new ByteInput(file, offset);
    int expected = in.i32();
    long begin = in.position();
    long length = in.varint();
    if (length < 0 || length > file.byteSize() - in.position()) {
      throw corrupt(offset, "frame of " + length + " bytes (expected: less than the file)");
    }
    long end = in.position() + length;
    int actual = crc(begin, end - begin);
    if (actual != expected) {
      throw corrupt(
          offset,
          "crc32c: "
              + Integer.toHexString(actual)
              + " (expected: "
              + Integer.toHexString(expected)
              + ")");
    }
    return in;
  }

  /** The length of a frame's body. */
  public int length(long offset) {
    return new ByteInput(file, offset + Integer.BYTES).count();
  }

  /** Reads bytes that are in no frame. */
  public ByteInput raw(long offset) {
    return new ByteInput(file, offset);
  }

  /** The file does not hold what was written to it. */
  public CorruptSegmentException corrupt(long offset, String what) {
    return new CorruptSegmentException(path, offset, what);
  }

  private int crc(long offset, long length) {
    CRC32C crc = new CRC32C();
    crc.update(file.asSlice(offset, length).asByteBuffer());
    return (int) crc.getValue();
  }
}
