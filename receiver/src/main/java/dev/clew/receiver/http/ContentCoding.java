// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** How a sender may compress a request, in HTTP's {@code content-encoding} or gRPC's own header. */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  ZSTD;

  /** All of them as a header lists them. */
  public static final String ALL =
      Arrays.stream(values()).map(ContentCoding::label).collect(Collectors.joining(", "));

  private static final int BLOCK_BYTES = 16 << 10;

  /**
   * Windows up to 8 MiB, what RFC 8878 asks decoders for: a frame of a few bytes must not make the
   * decoder allocate the 128 MiB that the format allows.
   */
  private static final int ZSTD_WINDOW_LOG_MAX = 23;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word in the header. */
  public String label() {
    return label;
  }

  /** The coding that a header names; none for one that Clew does not know. */
  public static Optional<ContentCoding> ofHeader(String header) {
    String name = header.strip();
    if (name.isEmpty()) {
      return Optional.of(IDENTITY);
    }
    return Arrays.stream(values())
        .filter(coding -> coding.label.equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * Adds the unpacked bytes to a payload, block by block, each only after the limit has allowed it.
   *
   * @throws IOException if the bytes are not what this coding makes
   */
  void unpack(byte[] source, int offset, int length, Payload target, SizeLimit limit)
      throws IOException {
    try (InputStream in = open(new ByteArrayInputStream(source, offset, length))) {
      while (true) {
        target.ensureFree(BLOCK_BYTES);
        int count = in.read(target.bytes(), target.length(), BLOCK_BYTES);
        if (count < 0) {
          return;
        }
        limit.claim(count);
        target.advance(count);
      }
    }
  }

  private InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, BLOCK_BYTES);
      case ZSTD ->
          new ZstdInputStreamNoFinalizer(in, RecyclingBufferPool.INSTANCE)
              .setLongMax(ZSTD_WINDOW_LOG_MAX);
    };
  }
}
