// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.pipeline.SpanIngest;
import dev.clew.query.admin.HealthCheck;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.ui.LensService;
import dev.clew.query.zipkin.ServerRoutes;
import dev.clew.query.zipkin.ZipkinApi;
import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.HttpListener;
import dev.clew.receiver.listen.ListenerConfig;
import dev.clew.receiver.zipkin.ZipkinRoutes;
import dev.clew.server.config.Ports.Listener;
import dev.clew.server.config.ZipkinConfig;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.TraceReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port that everything of Zipkin is on: spans in, the read API, Zipkin Lens. It opens before
 * the store does, and closes after it; in between questions are answered.
 */
final class ZipkinPort implements AutoCloseable {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final HttpListener listener;
  private final AtomicReference<@Nullable TraceReader> reader = new AtomicReference<>();

  /** What stands on both sides of the port, and how it listens. */
  record Parts(
      SpanIngest ingest,
      RequestLimits limits,
      QueryRunner runner,
      Supplier<List<HealthCheck>> health,
      MeterRegistry meters) {}

  /** A port that is not open yet. */
  ZipkinPort(Parts parts, ListenerConfig listening, Listener port, ZipkinConfig config) {
    ZipkinRoutes spans =
        new ZipkinRoutes(
            parts.ingest,
            parts.limits,
            () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    ZipkinApi api = new ZipkinApi(this::reader, parts.runner, config.api(), InstantSource.system());
    ServerRoutes server = new ServerRoutes(parts.health, version(), config.api());
    Function<? super HttpService, ? extends HttpService> cors =
        ZipkinApi.cors(config.api().corsOrigins());
    listener =
        new HttpListener(
            "zipkin",
            port.port(),
            listening,
            parts.meters,
            List.of(
                (ServerBuilder builder) -> spans.addTo(builder, cors),
                builder -> api.addTo(builder, config.basePath()),
                builder -> server.addTo(builder, config.basePath()),
                builder -> {
                  if (config.uiEnabled()) {
                    new LensService(config.basePath(), getClass().getClassLoader()).addTo(builder);
                  }
                }));
  }

  /** Opens the port; until there is a store, senders are told to come back. */
  void start() {
    listener.start();
  }

  /** Answers questions from this store, until {@link #endQueries}. */
  void beginQueries(TraceReader reader) {
    this.reader.set(reader);
  }

  void endQueries() {
    reader.set(null);
  }

  int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.stop().join();
  }

  private TraceReader reader() {
    TraceReader current = reader.get();
    if (current == null) {
      throw new StoreUnavailableException(
          StoreUnavailableException.Reason.STARTING, "the store is not open", RETRY_AFTER);
    }
    return current;
  }

  private String version() {
    String version = getClass().getPackage().getImplementationVersion();
    return "clew " + (version == null ? "development" : version);
  }
}
