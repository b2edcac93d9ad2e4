// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.rehearsal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How traces are written down and put together to a request. */
enum ReplayFormat {

  /** Messages written one after the other are one message with the fields of all. */
  OTLP_PROTOBUF("application/x-protobuf") {
    @Override
    byte[] id(byte[] bytes) {
      return bytes;
    }

    @Override
    void separate(byte[] request, int begin, int end, boolean isLast) {
      // nothing between them
    }
  },

  /** Of the array that each trace is, the brackets become commas, but the first and the last. */
  ZIPKIN_JSON("application/json") {
    @Override
    byte[] id(byte[] bytes) {
      return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    void separate(byte[] request, int begin, int end, boolean isLast) {
      request[begin] = (byte) (begin == 0 ? '[' : ' ');
      request[end - 1] = (byte) (isLast ? ']' : ',');
    }
  };

  private final String contentType;

  ReplayFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** How a trace id stands in a request. */
  abstract byte[] id(byte[] bytes);

  /** Joins a trace, which stands from begin to end, to the ones around it. */
  abstract void separate(byte[] request, int begin, int end, boolean isLast);
}
