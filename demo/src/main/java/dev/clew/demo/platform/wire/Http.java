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
import org.jspecify.annotations.Nullable;

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
  private final @Nullable HttpLibrary serverLibrary;

  private Http(
      Service callee,
      Operation client,
      Operation server,
      HttpLibrary clientLibrary,
      @Nullable HttpLibrary serverLibrary) {
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
        clientOperation(callee.address(), PORT, method, route, client),
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

  /** A client span for {@code method path} at some host; what is behind it sends no spans. */
  public static Operation clientOperation(
      String host, long port, String method, String path, HttpLibrary library) {
    String scheme = port == 443 ? "https://" : "http://";
    String authority = port == 443 ? host : host + ":" + port;
    String url = scheme + authority + path;
    if (library.usesOldNames()) {
      return Operation.client("HTTP " + method, library.scope())
          .with(
              Attributes.builder()
                  .put("http.method", method)
                  .put("http.url", url)
                  .put("net.peer.name", host)
                  .put("net.peer.port", port)
                  .build());
    }
    return Operation.client(method, library.scope())
        .with(
            Attributes.builder()
                .put("http.request.method", method)
                .put("url.full", url)
                .put("server.address", host)
                .put("server.port", port)
                .build());
  }

  /** The same endpoint, whose server opens {@code operation} and says nothing about HTTP. */
  public Http servedAs(Operation operation) {
    return new Http(callee, client, operation, clientLibrary, null);
  }

  /** Calls the endpoint; {@code body} is what the far side does, on its server span. */
  public <T> T call(Flow flow, SpanBody<T> body) {
    return new Call<T>(this).make(flow, client, callee, server, body);
  }

  /** As {@link #call}, yielding nothing. */
  public void callVoid(Flow flow, SpanBody.Silent body) {
    call(flow, body.asBody());
  }

  @Override
  public void recordServer(Span span, int status) {
    if (serverLibrary != null) {
      recordStatus(span, serverLibrary, status);
    }
    if (status >= 500) {
      span.setAttribute(ERROR_TYPE, String.valueOf(status));
    }
  }

  @Override
  public void recordClient(Span span, int status) {
    recordAnswer(span, clientLibrary, status);
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

  /** Describes an answer with this status on a client span made by {@code library}. */
  public static void recordAnswer(Span span, HttpLibrary library, int status) {
    recordStatus(span, library, status);
    if (status >= 400) {
      span.setAttribute(ERROR_TYPE, String.valueOf(status));
      span.setStatus(StatusCode.ERROR);
    }
  }

  private static void recordStatus(Span span, HttpLibrary library, int status) {
    span.setAttribute(library.usesOldNames() ? OLD_STATUS_CODE : STATUS_CODE, (long) status);
  }
}
