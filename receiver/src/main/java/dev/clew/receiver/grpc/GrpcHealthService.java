// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.grpc;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.pipeline.SpanIngest;

/**
 * gRPC's health check, {@code grpc.health.v1.Health/Check}, for load balancers and Kubernetes
 * probes. It answers for the whole server, whichever service the request names.
 */
public final class GrpcHealthService implements HttpService {

  public static final String PATH = "/grpc.health.v1.Health/Check";

  /** {@code HealthCheckResponse{status: SERVING}} and the same with {@code NOT_SERVING}. */
  private static final byte[] SERVING = {1 << 3, 1};

  private static final byte[] NOT_SERVING = {1 << 3, 2};

  private final SpanIngest ingest;

  /** A service that answers for this ingest. */
  public GrpcHealthService(SpanIngest ingest) {
    this.ingest = ingest;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    boolean isServing = ingest.state() == SpanIngest.State.RUNNING;
    return GrpcAnswers.message(isServing ? SERVING : NOT_SERVING);
  }
}
