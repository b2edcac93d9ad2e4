// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

/** The gRPC status codes that the simulated services use. */
public enum GrpcStatus {
  /** Success. */
  OK(0),
  /** The caller waited longer than it wanted to. */
  DEADLINE_EXCEEDED(4),
  /** No such thing. */
  NOT_FOUND(5),
  /** Too much at once. */
  RESOURCE_EXHAUSTED(8),
  /** A bug or a broken machine. */
  INTERNAL(13),
  /** Try again later. */
  UNAVAILABLE(14);

  private final int code;

  GrpcStatus(int code) {
    this.code = code;
  }

  /** The counterpart of an HTTP status. */
  static GrpcStatus ofHttp(int httpStatus) {
    return switch (httpStatus) {
      case 200 -> OK;
      case 404 -> NOT_FOUND;
      case 429 -> RESOURCE_EXHAUSTED;
      case 503 -> UNAVAILABLE;
      case 504 -> DEADLINE_EXCEEDED;
      default -> INTERNAL;
    };
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }
}
