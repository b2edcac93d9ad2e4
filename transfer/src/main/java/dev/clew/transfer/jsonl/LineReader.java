// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines of bytes, and passes over those that hold nothing but blanks. */
final class LineReader {

  private static final int LINE_BYTES_MAX = 1 << 30;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String source;
  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int begin; // of what has been read and not handed out
  private int end;
  private long number;

  LineReader(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /**
   * The next line that holds something, or null at the end.
   *
   * @throws IOException if the stream fails, with the line
   */
  @Nullable Line next() throws IOException {
    while (true) {
      int searched = begin;
      int feed = lineFeed(searched);
      while (feed < 0) {
        searched = end - begin;
        if (!fill()) {
          return begin == end ? null : line(end, end);
        }
        feed = lineFeed(begin + searched);
      }
      Line line = line(feed, feed + 1);
      if (line != null) {
        return line;
      }
    }
  }

  private int lineFeed(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Line line(int lineEnd, int next) {
    byte[] bytes = Arrays.copyOfRange(buffer, begin, lineEnd);
    begin = next;
    number++;
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return new Line(source, number, bytes);
      }
    }
    return null;
  }

  /** Reads more; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == LINE_BYTES_MAX) {
      throw new IOException(
          source
              + ":"
              + (number + 1)
              + ": longer than "
              + LINE_BYTES_MAX
              + " bytes (expected: one OTLP/JSON document a line)");
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(LINE_BYTES_MAX, 2 * buffer.length));
    }
    try {
      int count = in.read(buffer, end, buffer.length - end);
      end += Math.max(0, count);
      return count >= 0;
    } catch (IOException e) {
      throw new IOException(source + ":" + (number + 1) + ": " + e.getMessage(), e);
    }
  }
}
