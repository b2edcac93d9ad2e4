// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;

/**
 * Serves Zipkin Lens, the UI of Zipkin, from its own jar.
 *
 * <p>Files under {@code static/} have a hash in their name and are kept by browsers for good.
 * Addresses without a dot in the last part are places of the UI and show its page.
 *
 * <p>Threads: any number of requests at once.
 */
public final class LensService {

  private static final String BUNDLE = "zipkin-lens";

  /** How the page of the bundle names its own place, in attributes. */
  private static final String BASE_OF_BUNDLE = "=\"/zipkin";

  private static final String STATIC = "static/";
  private static final String KEEP = "max-age=31536000";
  private static final String KEEP_PAGE = "max-age=60";

  /**
   * Its style sheets are made by scripts while it runs, and the layout of its graph by a worker.
   */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self' data:; script-src 'self' 'unsafe-eval'; worker-src 'self' blob:;"
          + " object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

  private final String basePath;
  private final UiBundle bundle;
  private final FileAnswers answers = new FileAnswers(POLICY, true);

  /**
   * A UI that is not served yet.
   *
   * @param basePath where it is for browsers, such as {@code /zipkin}
   * @param classLoader has the jar of Zipkin Lens
   */
  public LensService(String basePath, ClassLoader classLoader) {
    this.basePath = basePath;
    this.bundle =
        new UiBundle(classLoader, BUNDLE, page -> page.replace(BASE_OF_BUNDLE, "=\"" + basePath));
  }

  /** Adds the routes. Those of the API under the same path come before them. */
  public void addTo(ServerBuilder server) {
    server.route().get("/").build((_, _) -> HttpResponse.ofRedirect(basePath + "/"));
    if (!basePath.isEmpty()) {
      server.route().get(basePath).build((_, _) -> HttpResponse.ofRedirect(basePath + "/"));
      server
          .route()
          .get("/favicon.ico")
          .build((_, _) -> HttpResponse.ofRedirect(basePath + "/favicon.ico"));
    }
    server
        .route()
        .get("prefix:" + basePath + "/")
        .head("prefix:" + basePath + "/")
        .build(this::serve);
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String name = context.mappedPath().substring(1);
    boolean isPlace = name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
    Optional<StaticFile> file = bundle.file(isPlace ? UiBundle.INDEX : name);
    return file.isPresent()
        ? answers.file(request, file.get(), name.startsWith(STATIC) ? KEEP : KEEP_PAGE)
        : answers.message(HttpStatus.NOT_FOUND, "not found: " + context.path());
  }
}
