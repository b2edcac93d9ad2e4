// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads endpoints in JSON, which both models write alike. A request names few of them many times,
 * in the same bytes: those that were read of late are known again by their bytes.
 */
final class JsonEndpoints {

  private static final int KNOWN = 64; // a power of two

  private final @Nullable ZipkinEndpoint[] endpoints = new ZipkinEndpoint[KNOWN];
  private final int[] begins = new int[KNOWN];
  private final int[] ends = new int[KNOWN];

  /** Reads the object that was just entered. */
  ZipkinEndpoint read(JsonInput in, JsonCursor cursor) {
    int begin = cursor.begin();
    int slot = cursor.hashAhead() & (KNOWN - 1);
    ZipkinEndpoint known = endpoints[slot];
    if (known != null && cursor.skipIfSame(begins[slot], ends[slot])) {
      return known;
    }
    ZipkinEndpoint endpoint = properties(in);
    endpoints[slot] = endpoint;
    begins[slot] = begin;
    ends[slot] = cursor.position();
    return endpoint;
  }

  private static ZipkinEndpoint properties(JsonInput in) {
    ZipkinEndpoint endpoint = ZipkinEndpoint.NONE;
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
