// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.listen.HttpListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes in OTLP over gRPC and over HTTP, and puts the spans on their way to the store.
 *
 * <p>It may run before the store does and after: it then tells senders to come back, see {@link
 * SpanIngest}. To stop without losing an answer, stop the ingest first.
 *
 * <p>Threads: start and stop from one thread. Requests are read and decoded on Armeria's event
 * loops.
 */
public final class OtlpReceiver implements AutoCloseable {

  private final HttpListener grpc;
  private final HttpListener http;

  /** A receiver that listens once it is started. */
  public OtlpReceiver(SpanIngest ingest, MeterRegistry meters, OtlpReceiverConfig config) {
    OtlpRoutes routes = new OtlpRoutes(ingest, config);
    grpc =
        new HttpListener(
            "otlp.grpc", config.grpcPort(), config.listener(), meters, List.of(routes::addTo));
    http =
        new HttpListener(
            "otlp.http", config.httpPort(), config.listener(), meters, List.of(routes::addTo));
  }

  /**
   * Listens on both ports, or on none.
   *
   * @throws java.io.UncheckedIOException if a port cannot be had; the message names it
   */
  public void start() {
    grpc.start();
    try {
      http.start();
    } catch (RuntimeException e) {
      grpc.stop().join();
      throw e;
    }
  }

  /** Whether both ports are open. */
  public boolean isListening() {
    return grpc.isListening() && http.isListening();
  }

  /** The gRPC port in use; the configured one, or the free one that was taken for 0. */
  public int grpcPort() {
    return grpc.port();
  }

  /** The HTTP port in use; the configured one, or the free one that was taken for 0. */
  public int httpPort() {
    return http.port();
  }

  /**
   * Finishes the requests in flight, as long as they may take, and closes both ports. Idempotent,
   * and legal before {@link #start}.
   */
  @Override
  public void close() {
    CompletableFuture.allOf(grpc.stop(), http.stop()).join();
  }
}
