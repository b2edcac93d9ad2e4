// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.store.Capabilities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves a build of Jaeger's own web UI. Its page has places where the server writes what the UI
 * has to know: its configuration, the version, what the server can do, and where it is.
 *
 * <p>Files below {@code static/} have a hash in their name and are kept by browsers for good. A
 * browser that reads ahead asks for them before the page has said where they are, so they are found
 * below any address. They and those at the top whose name has a dot are files. Every other address
 * is a place of the UI and shows its page, also one with dots in it, as that of a comparison of two
 * traces has; unknown routes of the APIs are errors. Parameters that embed the UI into other pages
 * are read by the UI itself; {@code ui.frame-ancestors} has to allow it.
 *
 * <p>Threads: any number of requests at once. Files are read when they are asked for, so that a new
 * build or configuration shows without a restart.
 */
public final class JaegerUi {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final String INDEX = "index.html";
  private static final String STATIC = "static/";
  private static final String KEEP = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final JaegerUiConfig config;
  private final FileReader files;
  private final JaegerPage page;
  private final FileAnswers answers;

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
    List<String> ancestors = config.frameAncestors();
    // Jaeger's page has scripts and styles of its own inside, so only frames are restricted.
    this.answers =
        new FileAnswers(
            "frame-ancestors " + (ancestors.isEmpty() ? "'none'" : String.join(" ", ancestors)),
            !ancestors.isEmpty());
  }

  /** Adds the routes to a server; those of the APIs come before them whatever the order. */
  public void addTo(ServerBuilder server) {
    HttpService unknown = QueryRunner.unknownRoute(new V3Errors());
    server.serviceUnder(config.path() + "/", this::serve);
    server.serviceUnder(config.path() + "/api/", unknown);
    server.serviceUnder(config.path() + "/analytics/", unknown);
    server.service(config.path(), (context, _) -> toDirectory(context));
  }

  /** The page finds its files by the address that it is at, which has to end with a slash. */
  private HttpResponse toDirectory(ServiceRequestContext context) {
    String query = context.query();
    String directory = config.path().substring(config.path().lastIndexOf('/') + 1) + "/";
    return HttpResponse.ofRedirect(query == null ? directory : directory + "?" + query);
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return answers.message(
          HttpStatus.METHOD_NOT_ALLOWED, "method not allowed: " + request.method());
    }
    String name = name(context.mappedPath());
    try {
      if (isPlace(name) || name.equals(INDEX)) {
        byte[] content = page.of(files.read(file(INDEX)), configuration());
        return answers.file(request, new StaticFile(INDEX, content), ASK_AGAIN);
      }
      if (NAME.matcher(name).matches()) {
        return answers.file(
            request,
            new StaticFile(name, files.read(file(name))),
            name.startsWith(STATIC) ? KEEP : ASK_AGAIN);
      }
    } catch (NoSuchFileException missing) {
      return answers.message(HttpStatus.NOT_FOUND, "not found: " + context.path());
    } catch (IOException e) {
      return answers.message(
          HttpStatus.INTERNAL_SERVER_ERROR, "cannot read " + name + ": " + e.getMessage());
    }
    return answers.message(HttpStatus.NOT_FOUND, "not found: " + context.path());
  }

  private static String name(String path) {
    int begin = path.lastIndexOf("/" + STATIC);
    return path.substring(Math.max(begin, 0) + 1);
  }

  /** Whether this is an address within the UI and not a file. */
  private static boolean isPlace(String name) {
    boolean isAtTop = name.indexOf('/') < 0;
    return !name.startsWith(STATIC) && !(isAtTop && name.indexOf('.') >= 0);
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
}
