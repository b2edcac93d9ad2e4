// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The files of the UI's bundle on the class path, each read once and kept: there are few, and they
 * are small.
 *
 * <p>Threads: any number at once.
 */
final class UiBundle {

  /** The page that all addresses of the UI show. */
  static final String INDEX = "index.html";

  /** No empty segments and none that begin with a dot, so nothing outside the bundle. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private final ClassLoader classLoader;
  private final String directory;
  private final UnaryOperator<String> pageEdit;
  private final ConcurrentHashMap<String, StaticFile> files = new ConcurrentHashMap<>();

  /**
   * A bundle.
   *
   * @param directory where it is on the class path, such as {@code dev/clew/ui}
   * @param pageEdit what is done to the index page, so that it knows where it is
   */
  UiBundle(ClassLoader classLoader, String directory, UnaryOperator<String> pageEdit) {
    this.classLoader = classLoader;
    this.directory = directory;
    this.pageEdit = pageEdit;
  }

  /** A file by its name within the bundle. */
  Optional<StaticFile> file(String name) {
    StaticFile known = files.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StaticFile> read =
        NAME.matcher(name).matches()
            ? read(name).map(bytes -> file(name, bytes))
            : Optional.empty();
    read.ifPresent(file -> files.put(name, file));
    return read;
  }

  private StaticFile file(String name, byte[] content) {
    return new StaticFile(name, name.equals(INDEX) ? edited(content) : content);
  }

  private byte[] edited(byte[] index) {
    return pageEdit
        .apply(new String(index, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  private Optional<byte[]> read(String name) {
    try (InputStream in = classLoader.getResourceAsStream(directory + "/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of the web UI", e);
    }
  }
}
