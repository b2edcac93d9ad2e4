// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.RequestTimeoutException;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.otlp.RpcStatus;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * What a sender is told about a request that came to nothing, in the words of both transports.
 *
 * @param message for people; says nothing about the inside of the server
 * @param retryAfter when trying again makes sense, or zero if it does not
 * @param isFault whether the server is to blame, and its log should say why
 */
public record Failure(
    int httpStatus, GrpcCode grpcCode, String message, Duration retryAfter, boolean isFault) {

  private static final Duration TIMEOUT_RETRY_AFTER = Duration.ofSeconds(1);

  /** What to answer when this was thrown. */
  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      case RefusedException e -> refused(e.httpStatus(), e.grpcCode(), message(e));
      case MalformedPayloadException e ->
          refused(400, GrpcCode.INVALID_ARGUMENT, "request: " + message(e));
      case StoreUnavailableException e -> unavailable(e);
      case StoreException _ -> fault("the store cannot take these spans");
      case RequestTimeoutException _ ->
          new Failure(
              503,
              GrpcCode.UNAVAILABLE,
              "the spans were not durable in time",
              TIMEOUT_RETRY_AFTER,
              false);
      case ClosedStreamException _ -> refused(400, GrpcCode.INVALID_ARGUMENT, "request: cut off");
      default -> fault("internal error");
    };
  }

  /** Whether the sender should send the same request again. */
  public boolean isRetryable() {
    return !retryAfter.isZero();
  }

  /** The same as gRPC's status message, for a body or a trailer. */
  public RpcStatus rpcStatus() {
    return new RpcStatus(grpcCode.number(), message, retryAfter);
  }

  private static Failure unavailable(StoreUnavailableException e) {
    boolean isOverload =
        switch (e.reason()) {
          case QUEUE_FULL, MEMORY_FULL, COMPACTION_BEHIND -> true;
          case DISK_FULL, STARTING, STOPPING -> false;
        };
    return new Failure(
        isOverload ? 429 : 503,
        isOverload ? GrpcCode.RESOURCE_EXHAUSTED : GrpcCode.UNAVAILABLE,
        message(e),
        e.retryAfter(),
        false);
  }

  private static Failure refused(int httpStatus, GrpcCode grpcCode, String message) {
    return new Failure(httpStatus, grpcCode, message, Duration.ZERO, false);
  }

  private static Failure fault(String message) {
    return new Failure(500, GrpcCode.INTERNAL, message, Duration.ZERO, true);
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message != null ? message : "unknown";
  }
}
