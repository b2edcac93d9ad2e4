// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.receiver.listen.AcceptorGroup;
import dev.clew.server.config.Ports.Listener;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** One port with HTTP services behind it. */
final class HttpPort implements AutoCloseable {

  /** Between the last answer and the end, for clients that are just about to ask. */
  private static final Duration QUIET_PERIOD = Duration.ofMillis(50);

  private final Listener listener;
  private final Server server;

  /**
   * A port that is not open yet.
   *
   * @param services adds what is served
   */
  HttpPort(
      InetAddress host,
      Listener listener,
      Duration shutdownTimeout,
      Consumer<ServerBuilder> services) {
    this.listener = listener;
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(host, listener.port()))
            .gracefulShutdown(shutdown(shutdownTimeout))
            .bossGroupFactory(AcceptorGroup::create)
            .meterRegistry(new CompositeMeterRegistry()) // none: ours say it in our own words
            .disableServerHeader()
            .disableDateHeader();
    services.accept(builder);
    server = builder.build();
  }

  /** Opens the port. */
  void start() throws IOException {
    try {
      server.start().join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IOException(
          "%s: cannot open port %s (%s)"
              .formatted(listener.key(), listener.port(), cause.getMessage()),
          cause);
    }
  }

  /** The port in use. */
  int port() {
    return server.activeLocalPort();
  }

  /** Finishes the requests in flight, as long as they may take, and closes the port. */
  @Override
  public void close() {
    server.stop().join();
  }

  private static GracefulShutdown shutdown(Duration timeout) {
    return timeout.compareTo(QUIET_PERIOD) <= 0
        ? GracefulShutdown.disabled()
        : GracefulShutdown.builder().quietPeriod(QUIET_PERIOD).timeout(timeout).build();
  }
}
