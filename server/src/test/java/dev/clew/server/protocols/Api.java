// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

/** How spans are read. */
enum Api {
  JAEGER_HTTP("Jaeger HTTP"),
  JAEGER_V3_HTTP("Jaeger v3 HTTP"),
  JAEGER_V2_GRPC("Jaeger gRPC v2"),
  JAEGER_V3_GRPC("Jaeger gRPC v3"),
  STORAGE("Remote storage"),
  ZIPKIN("Zipkin v2"),
  CLIENT("Java client");

  private final String title;

  Api(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
