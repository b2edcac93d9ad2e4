// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.telemetry.SpanBody;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** An HTTP endpoint of a service, as seen from one kind of caller. */
public final class Http implements Call.Protocol {

  private static final AttributeKey<Long> STATUS_CODE = longKey("http.response.status_code");
  private static final AttributeKey<Long> OLD_STATUS_CODE = longKey("http.status_code");
  private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  private static final long PORT = 8080;

  private final Service callee;
  private final Operation client;
  private final Operation server;
  private final HttpLibrary clientLibrary;
  private final HttpLibrary serverLibrary;

  private Http(
      Service callee,
      Operation client,
      Operation server,
      HttpLibrary clientLibrary,
      HttpLibrary serverLibrary) {
    this.callee = callee;
    this.client = client;
    this.server = server;
    this.clientLibrary = clientLibrary;
    this.serverLibrary = serverLibrary;
  }

  /** The endpoint {@code method route} of {@code callee}, called from one library by another. */
  public static Http endpoint(
      Service callee, String method, String route, HttpLibrary client, HttpLibrary server) {
    return new Http(
        callee,
        clientOperation(callee, method, route, client),
        serverOperation(callee, method, route, server),
        client,
        server);
  }

  /** A server span for {@code method route}, without a client of ours: the edge of the platform. */
  public static Operation serverOperation(
      Service service, String method, String route, HttpLibrary library) {
    Attributes attributes =
        library.usesOldNames()
            ? Attributes.builder()
                .put("http.method", method)
                .put("http.scheme", "http")
                .put("http.flavor", "1.1")
                .put("http.target", route)
                .put("http.route", route)
                .put("net.host.name", service.address())
                .put("net.host.port", PORT)
                .build()
            : Attributes.builder()
                .put("http.request.method", method)
                .put("url.scheme", "http")
                .put("url.path", route)
                .put("http.route", route)
                .put("network.protocol.version", "1.1")
                .put("server.address", service.address())
                .put("server.port", PORT)
                .build();
    return Operation.server(method + " " + route, library.scope()).with(attributes);
  }

  /** Calls the endpoint; {@code body} is what the far side does, on its server span. */
  public <T> T call(Flow flow, SpanBody<T> body) {
    return new Call<T>(this).make(flow, client, callee, server, body);
  }

  @Override
  public void recordServer(Span span, int status) {
    recordStatus(span, serverLibrary, status);
    if (status >= 500) {
      span.setAttribute(ERROR_TYPE, String.valueOf(status));
    }
  }

  @Override
  public void recordClient(Span span, int status) {
    recordStatus(span, clientLibrary, status);
    if (status >= 400) {
      span.setAttribute(ERROR_TYPE, String.valueOf(status));
      span.setStatus(StatusCode.ERROR);
    }
  }

  @Override
  public Failure asSeenByClient(Failure failure) {
    int status = failure.httpStatus();
    String message = status + " from http://" + callee.address() + ":" + PORT;
    String stackTrace =
        "HttpResponseError: "
            + message
            + "\n    at HttpClient.raiseForStatus(client:212)"
            + "\n    at HttpClient.send(client:164)";
    return new Failure("HttpResponseError", message, stackTrace, status);
  }

  private static void recordStatus(Span span, HttpLibrary library, int status) {
    span.setAttribute(library.usesOldNames() ? OLD_STATUS_CODE : STATUS_CODE, (long) status);
  }

  private static Operation clientOperation(
      Service callee, String method, String route, HttpLibrary library) {
    String url = "http://" + callee.address() + ":" + PORT + route;
    if (library.usesOldNames()) {
      return Operation.client("HTTP " + method, library.scope())
          .with(
              Attributes.builder()
                  .put("http.method", method)
                  .put("http.url", url)
                  .put("net.peer.name", callee.address())
                  .put("net.peer.port", PORT)
                  .build());
    }
    return Operation.client(method, library.scope())
        .with(
            Attributes.builder()
                .put("http.request.method", method)
                .put("url.full", url)
                .put("server.address", callee.address())
                .put("server.port", PORT)
                .build());
  }
}
