// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.store.segment.disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the frames of one journal file. Where there is no valid frame it looks for the next
 * one byte by byte, so that damage costs no more than the frames it hit.
 *
 * <p>Threads: one at a time.
 */
final class JournalFileScan {

  private static final int WINDOW_BYTES = 1 << 16;
  private static final long SEQUENCE_GAP_MAX = 1L << 32;

  /** A frame that is intact, its header included. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Frame(int kind, long sequence, long offset, byte[] bytes) {}

  /** Bytes that are no frames, between two that are, or at the end. */
  record Hole(long offset, long bytes, String reason) {}

  private final ReadableFile file;
  private final long number;
  private final List<Hole> holes = new ArrayList<>();
  private final ByteBuffer header =
      ByteBuffer.allocate(JournalFormat.FRAME_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long position;
  private long forced;
  private long lastSequence = -1;
  private boolean ended;
  private String reason = "";

  JournalFileScan(ReadableFile file, long number) {
    this.file = file;
    this.number = number;
  }

  /** Checks the header of the file. */
  void begin() {
    position = Math.min(file.size(), JournalFormat.HEADER_BYTES);
    byte[] fileHeader = new byte[JournalFormat.HEADER_BYTES];
    if (file.size() < JournalFormat.HEADER_BYTES) {
      holes.add(new Hole(0, file.size(), "file header: cut off"));
    } else if (!read(0, ByteBuffer.wrap(fileHeader))) {
      holes.add(new Hole(0, JournalFormat.HEADER_BYTES, reason));
    } else if (!JournalFormat.isFileHeader(fileHeader, number, file.path())) {
      holes.add(new Hole(0, JournalFormat.HEADER_BYTES, "file header: not intact"));
    }
  }

  /** The next frame, or null at the end of the file. */
  @Nullable Frame next() {
    Frame frame = frameAt(position);
    if (frame == null && position < file.size()) {
      frame = resynchronise();
    }
    if (frame == null) {
      return null;
    }
    position += frame.bytes().length;
    lastSequence = frame.sequence();
    ended |= frame.kind() == JournalFormat.KIND_END;
    return frame;
  }

  /** What was found that is no frame; complete once {@link #next} has returned null. */
  List<Hole> holes() {
    return holes;
  }

  /**
   * The same, holes that touch as one: a file whose header and first frame were torn by a crash
   * holds nothing that was acknowledged.
   */
  List<Hole> joinedHoles() {
    List<Hole> joined = new ArrayList<>();
    for (Hole hole : holes) {
      Hole last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.offset() + last.bytes() == hole.offset()) {
        joined.removeLast();
        joined.add(new Hole(last.offset(), last.bytes() + hole.bytes(), last.reason()));
      } else {
        joined.add(hole);
      }
    }
    return joined;
  }

  /** Whether the file was closed in good order. */
  boolean isEnded() {
    return ended;
  }

  /** The disk was known to keep everything before this offset. */
  long forced() {
    return forced;
  }

  /** The sequence of the last frame, or -1. */
  long lastSequence() {
    return lastSequence;
  }

  /** The next frame behind a position where there is none; notes the hole between. */
  private @Nullable Frame resynchronise() {
    long begin = position;
    String why = reason;
    ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long windowBegin = begin + 1;
    while (file.size() - windowBegin >= JournalFormat.FRAME_HEADER_BYTES) {
      window.clear().limit((int) Math.min(WINDOW_BYTES, file.size() - windowBegin));
      if (read(windowBegin, window)) {
        for (int at = 0; at + Integer.BYTES <= window.limit(); at++) {
          if (window.getInt(at) == JournalFormat.MARKER) {
            Frame frame = frameAt(windowBegin + at);
            if (frame != null) {
              position = windowBegin + at;
              holes.add(new Hole(begin, position - begin, why));
              return frame;
            }
          }
        }
      }
      windowBegin += WINDOW_BYTES - (Integer.BYTES - 1);
    }
    holes.add(new Hole(begin, file.size() - begin, why));
    position = file.size();
    return null;
  }

  /** The frame at an offset, or null and the reason why there is none. */
  private @Nullable Frame frameAt(long offset) {
    if (offset + JournalFormat.FRAME_HEADER_BYTES > file.size()) {
      reason = "frame header: cut off";
      return null;
    }
    if (!read(offset, header.clear())) {
      return null;
    }
    int kind = header.getInt(12);
    long length = header.getInt(8) & 0xFFFF_FFFFL;
    long sequence = header.getLong(16);
    if (header.getInt(0) != JournalFormat.MARKER
        || (kind != JournalFormat.KIND_BATCH && kind != JournalFormat.KIND_END)
        || sequence <= lastSequence
        || (lastSequence >= 0 && sequence - lastSequence > SEQUENCE_GAP_MAX)) {
      reason = "frame header: not intact";
      return null;
    }
    if (length > file.size() - offset - JournalFormat.FRAME_HEADER_BYTES) {
      reason = "frame: cut off, or of a wrong length";
      return null;
    }
    byte[] bytes = new byte[(int) (JournalFormat.FRAME_HEADER_BYTES + length)];
    if (!read(offset, ByteBuffer.wrap(bytes))) {
      return null;
    }
    int crc = JournalFormat.frameCrc(number, offset, bytes, 0, bytes.length);
    if (crc != header.getInt(4)) {
      reason =
          String.format(
              Locale.ROOT, "frame checksum: %08x (expected: %08x)", crc, header.getInt(4));
      return null;
    }
    forced = Math.max(forced, header.getLong(24));
    return new Frame(kind, sequence, offset, bytes);
  }

  private boolean read(long offset, ByteBuffer target) {
    try {
      file.read(offset, target);
      return true;
    } catch (IOException e) {
      reason = "read: " + e.getMessage();
      return false;
    }
  }
}
