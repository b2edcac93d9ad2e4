// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an export failed, and whether trying again can help.
 *
 * <p>The status is only to be had from an internal class of the exporters; this is the one place
 * that looks at it.
 *
 * @param isFinal the receiver answered, and by the OTLP specification its answer forbids a retry
 */
record ExportProblem(String description, boolean isFinal) {

  /** CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, … */
  private static final Set<Integer> RETRYABLE_GRPC = Set.of(1, 4, 8, 10, 11, 14, 15);

  private static final Set<Integer> RETRYABLE_HTTP = Set.of(429, 502, 503, 504);

  static ExportProblem of(CompletableResultCode result) {
    return switch (result.getFailureThrowable()) {
      case null -> new ExportProblem("no answer in time", false);
      case FailedExportException.GrpcExportException failure ->
          grpc(failure.getResponse(), failure);
      case FailedExportException.HttpExportException failure ->
          http(failure.getResponse(), failure);
      case Throwable failure -> new ExportProblem(describe(failure), false);
    };
  }

  private static ExportProblem grpc(@Nullable GrpcResponse response, Throwable failure) {
    if (response == null) {
      return new ExportProblem(describe(failure), false);
    }
    String description = response.getStatusCode() + " " + response.getStatusDescription();
    return new ExportProblem(
        "gRPC status " + description.strip(),
        !RETRYABLE_GRPC.contains(response.getStatusCode().getValue()));
  }

  private static ExportProblem http(@Nullable HttpResponse response, Throwable failure) {
    if (response == null) {
      return new ExportProblem(describe(failure), false);
    }
    int status = response.getStatusCode();
    return new ExportProblem("HTTP status " + status, !RETRYABLE_HTTP.contains(status));
  }

  private static String describe(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }
}
