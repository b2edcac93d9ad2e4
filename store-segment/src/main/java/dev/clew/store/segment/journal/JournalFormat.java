// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The bytes of a journal file.
 *
 * <pre>
 * file   := header frame*
 * header := magic version:u32 0:u32 number:u64 0:u32 crc:u32        (32 bytes; crc of the 28 before)
 * frame  := marker:u32 crc:u32 length:u32 kind:u32 sequence:u64 forced:u64 payload[length]
 * </pre>
 *
 * All numbers are little endian. The crc of a frame is CRC-32C over the number of the file, the
 * offset of the frame in it, and the frame from {@code length} on, so that a frame is valid in one
 * place only. {@code sequence} counts the frames of the whole journal. {@code forced} says how much
 * of the file the disk was known to keep when the frame was written: damage below it is damage, and
 * not a write that a crash cut off. Kind 1 is a batch; kind 2, without payload, ends a file that
 * was closed in good order.
 */
final class JournalFormat {

  static final int VERSION = 1;
  static final int HEADER_BYTES = 32;
  static final int FRAME_HEADER_BYTES = 32;
  static final int MARKER = 0x4652_414D;
  static final int KIND_BATCH = 1;
  static final int KIND_END = 2;

  private static final long MAGIC = 0x4C4E_524A_5745_4C43L; // "CLEWJRNL" in this byte order
  private static final int CHECKED_FROM = 8; // of a frame

  private JournalFormat() {}

  static ByteBuffer fileHeader(long fileNumber) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(fileNumber).putInt(0);
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, HEADER_BYTES - Integer.BYTES);
    return header.putInt((int) crc.getValue()).flip();
  }

  /**
   * Whether a header is intact.
   *
   * @throws StoreException if it is one of a later version
   */
  static boolean isFileHeader(byte[] bytes, long fileNumber, Path file) {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, HEADER_BYTES - Integer.BYTES);
    if (header.getLong(0) != MAGIC || header.getInt(28) != (int) crc.getValue()) {
      return false;
    }
    if (header.getInt(8) != VERSION) {
      throw new StoreException(
          file + ": journal format " + header.getInt(8) + " (expected: " + VERSION + ")");
    }
    return header.getLong(16) == fileNumber;
  }

  /** Puts a frame's header in front of its payload, which lies in the array already. */
  static void frameHeader(
      ByteSink payload, int kind, long fileNumber, long offset, long sequence, long forced) {
    ByteBuffer frame = ByteBuffer.wrap(payload.bytes).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0, MARKER);
    frame.putInt(8, payload.length - FRAME_HEADER_BYTES);
    frame.putInt(12, kind);
    frame.putLong(16, sequence);
    frame.putLong(24, forced);
    frame.putInt(4, frameCrc(fileNumber, offset, payload.bytes, 0, payload.length));
  }

  /** The crc of the frame in {@code [begin, end)}. */
  static int frameCrc(long fileNumber, long offset, byte[] frame, int begin, int end) {
    ByteBuffer place = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    place.putLong(fileNumber).putLong(offset);
    CRC32C crc = new CRC32C();
    crc.update(place.array(), 0, 16);
    crc.update(frame, begin + CHECKED_FROM, end - begin - CHECKED_FROM);
    return (int) crc.getValue();
  }
}
