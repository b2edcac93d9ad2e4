// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.disk.WritableFile;
import dev.clew.store.segment.encoding.ByteOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes frames, each a CRC32C, a length and a body, to a file by way of a buffer. */
public final class FrameWriter {

  private static final int BUFFER_BYTES = 256 * 1024;

  private final WritableFile file;
  private final ByteOutput buffer = new ByteOutput();
  private final ByteOutput head = new ByteOutput();
  private final CRC32C crc = new CRC32C();
  private long flushed;

  /** Writes to the end of this file. */
  public FrameWriter(WritableFile file) {
    this.file = file;
  }

  /** Where the next frame begins. */
  public long position() {
    return flushed + buffer.size();
  }

  /** Writes a frame and returns where it begins. */
  public long frame(ByteOutput body) throws IOException {
    long offset = position();
    head.clear();
    head.varint(body.size());
    crc.reset();
    crc.update(head.array(), 0, head.size());
    crc.update(body.array(), 0, body.size());
    buffer.i32((int) crc.getValue());
    buffer.bytes(head.array(), 0, head.size());
    buffer.bytes(body.array(), 0, body.size());
    flush(BUFFER_BYTES);
    return offset;
  }

  /** Writes bytes without a frame. */
  public void raw(ByteOutput bytes) throws IOException {
    buffer.bytes(bytes.array(), 0, bytes.size());
    flush(BUFFER_BYTES);
  }

  /** Hands everything to the file and forces it. */
  public void end() throws IOException {
    flush(1);
    file.force();
  }

  private void flush(int bytesMin) throws IOException {
    if (buffer.size() >= bytesMin) {
      file.write(ByteBuffer.wrap(buffer.array(), 0, buffer.size()));
      flushed += buffer.size();
      buffer.clear();
    }
  }
}
