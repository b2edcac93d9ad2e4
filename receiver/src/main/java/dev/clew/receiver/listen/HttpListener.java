// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.listen;

import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * One HTTP port: a name for messages and metrics, and the server behind it.
 *
 * <p>Threads: start from one thread; the rest from any.
 */
public final class HttpListener {

  /** Between telling an HTTP/2 connection to go and closing it, for requests under way to us. */
  private static final Duration DRAIN_DURATION = Duration.ofMillis(100);

  private static final int WINDOW_BYTES = 1 << 20;

  private final String name;
  private final int port;
  private final Server server;
  private final MeterRegistry meters;
  private final Duration shutdownTimeout;
  private final UnansweredRequests unanswered = new UnansweredRequests();

  /**
   * A port that opens once it is started.
   *
   * @param name for messages and metrics, such as {@code otlp.http}; its setting is {@code
   *     <name>.port}
   * @param port its number; 0 takes a free one
   * @param routes add what is served
   */
  public HttpListener(
      String name,
      int port,
      ListenerConfig config,
      MeterRegistry meters,
      List<Consumer<ServerBuilder>> routes) {
    this.name = name;
    this.port = port;
    this.meters = meters;
    this.shutdownTimeout = config.shutdownTimeout();
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(config.host(), port))
            .requestTimeout(config.requestTimeout())
            .idleTimeout(config.idleTimeout())
            .connectionDrainDuration(DRAIN_DURATION)
            .maxNumConnections(config.connectionsMax())
            .http2InitialConnectionWindowSize(4 * WINDOW_BYTES)
            .http2InitialStreamWindowSize(WINDOW_BYTES)
            .gracefulShutdown(GracefulShutdown.disabled()) // see UnansweredRequests
            .decorator(unanswered)
            .bossGroupFactory(AcceptorGroup::create)
            .meterRegistry(NoopMeterRegistry.get()) // ours say it in our own words
            .disableServerHeader()
            .disableDateHeader();
    routes.forEach(each -> each.accept(builder));
    server = builder.build();
  }

  /**
   * Opens the port.
   *
   * @throws UncheckedIOException if that is not possible
   */
  public void start() {
    try {
      server.start().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw new UncheckedIOException(
          new IOException(
              name + ".port " + port + ": " + (cause == null ? e : cause).getMessage(), cause));
    }
    Gauge.builder("clew.receiver.connections", server, Server::numConnections)
        .description("Open connections")
        .tag("listener", name)
        .register(meters);
  }

  /** Whether the port is open. */
  public boolean isListening() {
    return server.activePort() != null;
  }

  /** The port in use; the configured one, or the free one that was taken for 0. */
  public int port() {
    return isListening() ? server.activeLocalPort() : port;
  }

  /** Lets requests in flight be answered, then closes the port. Idempotent. */
  public CompletableFuture<Void> stop() {
    return unanswered.drain(shutdownTimeout).thenCompose(_ -> server.stop());
  }
}
