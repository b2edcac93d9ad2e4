// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a file of lines is compressed: written by its name, read by its first bytes. */
enum Compression {
  NONE("", "") {
    @Override
    OutputStream pack(OutputStream out) {
      return new BufferedOutputStream(out, BUFFER_BYTES);
    }

    @Override
    InputStream unpack(InputStream in) {
      return in;
    }
  },
  GZIP(".gz", "1f8b") {
    @Override
    OutputStream pack(OutputStream out) throws IOException {
      return new BufferedOutputStream(new GZIPOutputStream(out, BUFFER_BYTES), BUFFER_BYTES);
    }

    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
  },
  ZSTD(".zst", "28b52ffd") {
    @Override
    OutputStream pack(OutputStream out) throws IOException {
      return new BufferedOutputStream(new ZstdOutputStream(out), BUFFER_BYTES);
    }

    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new ZstdInputStream(in).setContinuous(false);
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_BYTES_MAX = 4;

  private final String suffix;
  private final String magic; // the first bytes, in hex

  Compression(String suffix, String magic) {
    this.suffix = suffix;
    this.magic = magic;
  }

  /** What the end of a file's name asks for. */
  static Compression ofName(String name) {
    for (Compression compression : values()) {
      if (compression != NONE && name.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return NONE;
  }

  /** A stream without whatever compression its first bytes speak of. */
  static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
    buffered.mark(BUFFER_BYTES);
    String first = HexFormat.of().formatHex(buffered.readNBytes(MAGIC_BYTES_MAX));
    buffered.reset();
    for (Compression compression : values()) {
      if (compression != NONE && first.startsWith(compression.magic)) {
        return compression.unpack(buffered);
      }
    }
    return buffered;
  }

  /** A buffered stream that compresses into another one. */
  abstract OutputStream pack(OutputStream out) throws IOException;

  abstract InputStream unpack(InputStream in) throws IOException;
}
