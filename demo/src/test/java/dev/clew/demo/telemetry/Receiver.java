// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.encoding.DecodingService;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A small OTLP receiver: gRPC and HTTP on one free port, refusing on demand. */
public final class Receiver implements AutoCloseable {

  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int INVALID_ARGUMENT = 3;
  private static final int GRPC_PREFIX_BYTES = 5;

  private final Queue<ExportTraceServiceRequest> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<String> encodings = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusalsLeft = new AtomicInteger();
  private final AtomicInteger requestCount = new AtomicInteger();
  private final Server server;
  private volatile boolean rejecting;

  /** A receiver that is already listening. */
  public Receiver() {
    this.server =
        Server.builder()
            .http(0)
            .maxRequestLength(0)
            .service(
                "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
                (_, request) -> HttpResponse.of(request.aggregate().thenApply(this::grpc)))
            .service("/v1/traces", httpService())
            .build();
    server.start().join();
  }

  /** Its base address, for both protocols. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort());
  }

  /** Refuses the next requests as a server with a full queue does. */
  public void refuseNext(int count) {
    refusalsLeft.set(count);
  }

  /** From now on refuses every request for good. */
  public void rejectAll() {
    rejecting = true;
  }

  /** Requests that arrived, accepted or not. */
  public int requestCount() {
    return requestCount.get();
  }

  /** The spans of all requests that were accepted. */
  public List<Span> spans() {
    return accepted.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The content encodings of the HTTP requests, as they came in. */
  public List<String> encodings() {
    return List.copyOf(encodings);
  }

  @Override
  public void close() {
    server.stop().join();
  }

  private HttpService httpService() {
    HttpService decoded =
        (_, request) -> HttpResponse.of(request.aggregate().thenApply(this::http));
    return decoded
        .decorate(DecodingService.newDecorator())
        .decorate((delegate, context, request) -> {
          encodings.add(request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity"));
          return delegate.serve(context, request);
        });
  }

  private HttpResponse grpc(AggregatedHttpRequest request) {
    int status = answer();
    if (status != 200) {
      int code = status == 429 ? RESOURCE_EXHAUSTED : INVALID_ARGUMENT;
      return HttpResponse.of(grpcHeaders().toBuilder().add("grpc-status", "" + code).build());
    }
    byte[] body = request.content().array();
    byte[] message = new byte[body.length - GRPC_PREFIX_BYTES];
    System.arraycopy(body, GRPC_PREFIX_BYTES, message, 0, message.length);
    accept(message);
    return HttpResponse.of(
        grpcHeaders(),
        HttpData.wrap(new byte[GRPC_PREFIX_BYTES]),
        HttpHeaders.of("grpc-status", "0"));
  }

  private HttpResponse http(AggregatedHttpRequest request) {
    int status = answer();
    if (status == 200) {
      accept(request.content().array());
    }
    return HttpResponse.of(
        HttpStatus.valueOf(status),
        MediaType.PROTOBUF,
        HttpData.wrap(ExportTraceServiceResponse.getDefaultInstance().toByteArray()));
  }

  private int answer() {
    requestCount.incrementAndGet();
    if (rejecting) {
      return 400;
    }
    return refusalsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 429 : 200;
  }

  private void accept(byte[] message) {
    try {
      accepted.add(ExportTraceServiceRequest.parseFrom(message));
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static ResponseHeaders grpcHeaders() {
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(MediaType.parse("application/grpc"))
        .build();
  }
}
