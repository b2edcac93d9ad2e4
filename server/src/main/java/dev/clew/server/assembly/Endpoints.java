// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import java.net.InetAddress;
import java.net.URI;

/**
 * Where a started server can be reached.
 *
 * @param host the address it listens on
 */
public record Endpoints(
    InetAddress host,
    int otlpGrpcPort,
    int otlpHttpPort,
    JaegerPorts jaeger,
    int zipkinPort,
    int queryPort,
    int queryGrpcPort,
    int jaegerStoragePort,
    int adminPort) {

  /** The web UI and the query APIs. */
  public URI query() {
    return uri(queryPort);
  }

  /** Jaeger's query services over gRPC. */
  public URI queryGrpc() {
    return uri(queryGrpcPort);
  }

  /** Jaeger's remote storage over gRPC. */
  public URI jaegerStorage() {
    return uri(jaegerStoragePort);
  }

  /** Health and metrics. */
  public URI admin() {
    return uri(adminPort);
  }

  /** OTLP over gRPC. */
  public URI otlpGrpc() {
    return uri(otlpGrpcPort);
  }

  /** OTLP over HTTP, without the path. */
  public URI otlpHttp() {
    return uri(otlpHttpPort);
  }

  /** Zipkin: spans in, the read API and Zipkin Lens. */
  public URI zipkin() {
    return uri(zipkinPort);
  }

  /**
   * An address that works in a browser on this machine, also when the server listens everywhere.
   */
  private URI uri(int port) {
    String name = host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
    return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
  }
}
