// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import java.util.Arrays;
import java.util.Optional;

/** The two forms of an OTLP message over HTTP. */
enum OtlpFormat {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String mediaType;

  OtlpFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What a {@code content-type} header says. */
  String mediaType() {
    return mediaType;
  }

  /** The format that a {@code content-type} header names, whatever its parameters. */
  static Optional<OtlpFormat> ofHeader(String header) {
    int end = header.indexOf(';');
    String type = (end < 0 ? header : header.substring(0, end)).strip();
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equalsIgnoreCase(type))
        .findFirst();
  }
}
