// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

/** Reads an endpoint in JSON, which both models write alike. */
final class JsonEndpoint {

  private JsonEndpoint() {}

  static ZipkinEndpoint read(JsonInput in) {
    ZipkinEndpoint endpoint = ZipkinEndpoint.NONE;
    in.beginObject();
    while (in.nextProperty()) {
      if (in.isNull()) {
        continue;
      }
      switch (in.name()) {
        case "serviceName" -> endpoint = endpoint.withServiceName(in.text());
        case "ipv4", "ipv6" -> endpoint = endpoint.withAddress(IpText.parse(in.text()));
        case "port" -> endpoint = endpoint.withPort(in.integer());
        default -> in.skip();
      }
    }
    return endpoint;
  }
}
