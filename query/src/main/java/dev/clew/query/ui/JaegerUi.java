// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.store.Capabilities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves a build of Jaeger's own web UI. Its page has places where the server writes what the UI
 * has to know: its configuration, the version, what the server can do, and where it is.
 *
 * <p>Files below {@code static/} have a hash in their name and are kept by browsers for good. All
 * addresses without a dot in the last part are places of the UI and show its page; unknown routes
 * of the APIs are errors. Parameters that embed the UI into other pages are read by the UI itself;
 * {@code ui.frame-ancestors} has to allow it.
 *
 * <p>Threads: any number of requests at once. Files are read when they are asked for, so that a new
 * build or configuration shows without a restart.
 */
public final class JaegerUi {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final String INDEX = "index.html";
  private static final String STATIC = "static/";

  private final JaegerUiConfig config;
  private final FileReader files;
  private final JaegerPage page;

  /** Reads files; the real ones but in tests. */
  @FunctionalInterface
  public interface FileReader {

    /** The content of a file. */
    byte[] read(Path file) throws IOException;
  }

  /** A UI that is not served yet. */
  public JaegerUi(JaegerUiConfig config, FileReader files, Capabilities capabilities) {
    this.config = config;
    this.files = files;
    this.page = new JaegerPage(config.path(), capabilities);
  }

  /** Adds the routes to a server; those of the APIs come before them whatever the order. */
  public void addTo(ServerBuilder server) {
    server.serviceUnder(config.path() + "/", this::serve);
    server.serviceUnder(config.path() + "/api/", QueryRunner.unknownRoute(new V3Errors()));
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return message(HttpStatus.METHOD_NOT_ALLOWED, "method not allowed: " + request.method());
    }
    String name = context.mappedPath().substring(1);
    boolean isPlace = name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
    try {
      if (isPlace || name.equals(INDEX)) {
        return answer(INDEX, page.of(files.read(file(INDEX)), configuration()), "no-cache");
      }
      return NAME.matcher(name).matches()
          ? answer(
              name,
              files.read(file(name)),
              name.startsWith(STATIC) ? "public, max-age=31536000, immutable" : "no-cache")
          : message(HttpStatus.NOT_FOUND, "not found: " + context.path());
    } catch (NoSuchFileException missing) {
      return message(HttpStatus.NOT_FOUND, "not found: " + context.path());
    } catch (IOException e) {
      return message(
          HttpStatus.INTERNAL_SERVER_ERROR, "cannot read " + name + ": " + e.getMessage());
    }
  }

  private Path file(String name) {
    return config.directory().resolve(name);
  }

  private Optional<JaegerPage.Configuration> configuration() throws IOException {
    if (config.configFile().isEmpty()) {
      return Optional.empty();
    }
    Path file = config.configFile().get();
    return Optional.of(
        new JaegerPage.Configuration(
            file.toString().endsWith(".js"), new String(files.read(file), StandardCharsets.UTF_8)));
  }

  private HttpResponse answer(String name, byte[] content, String cacheControl) {
    StaticFile file = new StaticFile(name, content);
    return HttpResponse.of(
        headers(HttpStatus.OK, file.mediaType())
            .set(HttpHeaderNames.CACHE_CONTROL, cacheControl)
            .set(HttpHeaderNames.ETAG, file.etag())
            .contentLength(content.length)
            .build(),
        HttpData.wrap(content));
  }

  private HttpResponse message(HttpStatus status, String text) {
    return HttpResponse.of(
        headers(status, MediaType.PLAIN_TEXT_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.ofUtf8(text + "\n"));
  }

  /** Jaeger's page has scripts and styles of its own inside, so only frames are restricted. */
  private ResponseHeadersBuilder headers(HttpStatus status, MediaType mediaType) {
    String ancestors =
        config.frameAncestors().isEmpty() ? "'none'" : String.join(" ", config.frameAncestors());
    return ResponseHeaders.builder(status)
        .contentType(mediaType)
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "frame-ancestors " + ancestors)
        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
  }
}
