// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import com.linecorp.armeria.common.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the UI, as it is and compressed.
 *
 * <p>Threads: immutable.
 */
final class StaticFile {

  private static final Map<String, MediaType> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", MediaType.HTML_UTF_8),
          Map.entry("js", MediaType.parse("text/javascript; charset=utf-8")),
          Map.entry("css", MediaType.CSS_UTF_8),
          Map.entry("svg", MediaType.SVG_UTF_8),
          Map.entry("txt", MediaType.PLAIN_TEXT_UTF_8),
          Map.entry("json", MediaType.JSON_UTF_8),
          Map.entry("map", MediaType.JSON_UTF_8),
          Map.entry("webmanifest", MediaType.create("application", "manifest+json")),
          Map.entry("png", MediaType.PNG),
          Map.entry("ico", MediaType.ICO),
          Map.entry("woff2", MediaType.create("font", "woff2")));

  private static final int ETAG_BYTES = 12;

  private final MediaType mediaType;
  private final byte[] content;
  private final byte[] gzipped;
  private final String etag;

  /** A file; the name's extension says what it is. */
  StaticFile(String name, byte[] content) {
    this.mediaType =
        MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), MediaType.OCTET_STREAM);
    this.content = content;
    this.gzipped = gzip(content);
    this.etag = '"' + digest(content) + '"';
  }

  MediaType mediaType() {
    return mediaType;
  }

  /** Changes when the content does; in quotes, as HTTP wants it. */
  String etag() {
    return etag;
  }

  byte[] content() {
    return content;
  }

  byte[] gzipped() {
    return gzipped;
  }

  /** Whether compressing makes it smaller, which it does not for fonts and images. */
  boolean isCompressible() {
    return gzipped.length < content.length;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ETAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
