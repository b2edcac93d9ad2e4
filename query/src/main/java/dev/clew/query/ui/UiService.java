// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.http.ErrorEnvelope;
import dev.clew.query.http.QueryRunner;
import java.util.Optional;

/**
 * Serves the web UI, and whatever no other route of the server takes.
 *
 * <p>Files under {@code assets/} have a hash in their name and are kept by browsers for good;
 * others are asked for again and mostly answered with 304. Addresses without a dot in the last part
 * are places of the UI and show its page. Unknown routes of the APIs are errors in JSON.
 *
 * <p>Pages may load scripts, styles and data from this server only, and are shown in no frame
 * unless the configuration says whose.
 *
 * <p>Threads: any number of requests at once.
 */
public final class UiService {

  /** Where the {@code ui} module puts its bundle. */
  private static final String BUNDLE = "dev/clew/ui";

  private static final String BASE_OF_BUNDLE = "<base href=\"/\" />";
  private static final String ASSETS = "assets/";
  private static final String KEEP = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final UiConfig config;
  private final UiBundle bundle;
  private final ErrorEnvelope apiErrors;
  private final FileAnswers answers;

  /**
   * A UI that is not served yet.
   *
   * @param classLoader has the UI's jar, or there will be a message in place of the UI
   * @param apiErrors what unknown routes of the APIs are answered with
   */
  public UiService(UiConfig config, ClassLoader classLoader, ErrorEnvelope apiErrors) {
    this(config, classLoader, BUNDLE, apiErrors);
  }

  UiService(UiConfig config, ClassLoader classLoader, String directory, ErrorEnvelope apiErrors) {
    this.config = config;
    this.bundle =
        new UiBundle(
            classLoader,
            directory,
            page -> page.replace(BASE_OF_BUNDLE, "<base href=\"" + config.basePath() + "/\" />"));
    this.apiErrors = apiErrors;
    String policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self';"
            + " form-action 'self'; frame-ancestors "
            + (config.frameAncestors().isEmpty()
                ? "'none'"
                : String.join(" ", config.frameAncestors()));
    this.answers = new FileAnswers(policy, !config.frameAncestors().isEmpty());
  }

  /** Adds the routes to a server; those of the APIs come before them whatever the order. */
  public void addTo(ServerBuilder server) {
    server.serviceUnder(config.basePath() + "/", this::serve);
    server.serviceUnder(config.basePath() + "/api/", QueryRunner.unknownRoute(apiErrors));
    if (!config.basePath().isEmpty()) {
      server.service("/", (context, request) -> HttpResponse.ofRedirect(config.basePath() + "/"));
    }
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return answers.message(
          HttpStatus.METHOD_NOT_ALLOWED, "method not allowed: " + request.method());
    }
    String name = context.mappedPath().substring(1);
    Optional<StaticFile> file = bundle.file(isPlace(name) ? UiBundle.INDEX : name);
    if (file.isPresent()) {
      return answers.file(request, file.get(), name.startsWith(ASSETS) ? KEEP : ASK_AGAIN);
    }
    return isPlace(name)
        ? answers.message(
            HttpStatus.NOT_FOUND, "this build of Clew has no web UI; the APIs are under /api")
        : answers.message(HttpStatus.NOT_FOUND, "not found: " + context.path());
  }

  /** Whether this is an address within the UI and not a file. */
  private static boolean isPlace(String name) {
    return name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
  }
}
