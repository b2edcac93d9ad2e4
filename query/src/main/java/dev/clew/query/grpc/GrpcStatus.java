// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.grpc;

import dev.clew.query.http.Failure;
import io.grpc.Status;

/** The status of a call that failed. */
final class GrpcStatus {

  private GrpcStatus() {}

  /** The same failure in terms of gRPC. */
  static Status of(Failure failure) {
    return code(failure.status().code()).toStatus().withDescription(failure.message());
  }

  private static Status.Code code(int httpStatus) {
    return switch (httpStatus) {
      case 400 -> Status.Code.INVALID_ARGUMENT;
      case 403 -> Status.Code.PERMISSION_DENIED;
      case 404 -> Status.Code.NOT_FOUND;
      case 422 -> Status.Code.RESOURCE_EXHAUSTED; // the query would cost more than it may
      case 501 -> Status.Code.UNIMPLEMENTED;
      case 503 -> Status.Code.UNAVAILABLE; // clients try again
      case 504 -> Status.Code.DEADLINE_EXCEEDED;
      default -> Status.Code.INTERNAL;
    };
  }
}
