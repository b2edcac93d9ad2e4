// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.common.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. The message is for the client. */
public final class ApiException extends RuntimeException {

  private final HttpStatus status;

  private ApiException(HttpStatus status, String message, @Nullable Throwable cause) {
    super(message, cause, false, false); // an answer, not a fault of ours: no stack trace
    this.status = status;
  }

  /** The request cannot be understood. */
  public static ApiException badRequest(String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, message, null);
  }

  /** The request cannot be understood, as something below found out. */
  public static ApiException badRequest(String message, Throwable cause) {
    return new ApiException(HttpStatus.BAD_REQUEST, message, cause);
  }

  /** What was asked for is not there. */
  public static ApiException notFound(String message) {
    return new ApiException(HttpStatus.NOT_FOUND, message, null);
  }

  /** The request is understood, but must not be answered. */
  public static ApiException forbidden(String message) {
    return new ApiException(HttpStatus.FORBIDDEN, message, null);
  }

  /** The request is understood, but Clew does not do this. */
  public static ApiException notImplemented(String message) {
    return new ApiException(HttpStatus.NOT_IMPLEMENTED, message, null);
  }

  HttpStatus status() {
    return status;
  }
}
