// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.HttpMethod;

/**
 * A request that is turned away whole and must not be sent again as it is. The message is for the
 * sender.
 */
public final class RefusedException extends RuntimeException {

  /** Why, in the words of HTTP and gRPC. */
  public enum Reason {
    MALFORMED(400, GrpcCode.INVALID_ARGUMENT),
    TOO_LARGE(413, GrpcCode.RESOURCE_EXHAUSTED),
    UNSUPPORTED_ENCODING(415, GrpcCode.UNIMPLEMENTED),
    UNSUPPORTED_TYPE(415, GrpcCode.UNIMPLEMENTED),
    WRONG_METHOD(405, GrpcCode.UNIMPLEMENTED),
    UNKNOWN_PATH(404, GrpcCode.UNIMPLEMENTED),
    TOO_SLOW(408, GrpcCode.DEADLINE_EXCEEDED);

    private final int httpStatus;
    private final GrpcCode grpcCode;

    Reason(int httpStatus, GrpcCode grpcCode) {
      this.httpStatus = httpStatus;
      this.grpcCode = grpcCode;
    }
  }

  private final Reason reason;

  /** A refusal in words for the sender. */
  public RefusedException(Reason reason, String message) {
    super(message, null, false, false); // an answer, not a fault of ours: no stack trace
    this.reason = reason;
  }

  static RefusedException tooLarge(long bytesMax) {
    return new RefusedException(
        Reason.TOO_LARGE,
        "request: over the limit (expected: at most " + bytesMax + " bytes, unpacked)");
  }

  /** A method that a path for spans does not have. */
  public static RefusedException wrongMethod(HttpMethod method) {
    return new RefusedException(Reason.WRONG_METHOD, "method: " + method + " (expected: POST)");
  }

  /** A compression that Clew does not know, as a header names it. */
  public static RefusedException unsupportedEncoding(String header, String value) {
    return new RefusedException(
        Reason.UNSUPPORTED_ENCODING,
        header + ": " + value + " (expected: one of " + ContentCoding.ALL + ")");
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  int httpStatus() {
    return reason.httpStatus;
  }

  GrpcCode grpcCode() {
    return reason.grpcCode;
  }
}
