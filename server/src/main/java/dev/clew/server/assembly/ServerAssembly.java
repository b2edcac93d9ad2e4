// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.pipeline.SpanIngest;
import dev.clew.query.admin.AdminApi;
import dev.clew.query.admin.Health;
import dev.clew.query.admin.HealthCheck;
import dev.clew.query.analysis.AnalysisApi;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.http.QueryTurns;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.query.ui.UiService;
import dev.clew.query.vocabulary.BacklinksApi;
import dev.clew.query.vocabulary.VocabularyApi;
import dev.clew.receiver.jaeger.JaegerReceiver;
import dev.clew.receiver.kafka.KafkaReceiver;
import dev.clew.receiver.otlp.OtlpGrpcRoute;
import dev.clew.receiver.otlp.OtlpReceiver;
import dev.clew.server.config.ServerConfig;
import dev.clew.store.TraceReader;
import dev.clew.store.segment.SegmentStore;
import dev.clew.store.segment.SegmentStoreConfig;
import dev.clew.store.segment.StorePlatform;
import dev.clew.store.segment.disk.RealDisk;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The parts list of a server: what there is, what stands on what, and in which order it starts and
 * stops.
 *
 * <p>All ports open before the store does, and say so: senders and readers are told to come back,
 * health is "starting". When the server stops, receivers go on doing so until everything that was
 * acknowledged is on disk.
 *
 * <p>Threads: start once; close from any thread, at any time.
 */
public final class ServerAssembly implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(ServerAssembly.class.getName());

  private final ServerConfig config;
  private final Closers closers = new Closers();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RegistryParts registries;
  private final SpanIngest ingest;
  private final OtlpReceiver otlp;
  private final JaegerReceiver jaeger;
  private final ExecutorService queryThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final QueryTurns turns;
  private final QueryRunner runner;
  private final ZipkinPort zipkin;
  private final LateStore store;
  private final StoreOpener opener;
  private final List<HealthCheck> checks;
  private final KafkaReceiver kafka;
  private final OtlpGrpcRoute storageWrites;

  /** Opens the store, which takes as long as it takes to read back the journal. */
  @FunctionalInterface
  interface StoreOpener {
    SegmentStore open(Path directory, StorePlatform platform, SegmentStoreConfig config);
  }

  /** A server that does nothing yet. */
  public ServerAssembly(ServerConfig config) {
    this(config, SegmentStore::open);
  }

  ServerAssembly(ServerConfig config, StoreOpener opener) {
    this.config = config;
    this.opener = opener;
    this.store = new LateStore(config.ingest().retryAfter());
    this.checks = List.of(new HealthCheck("ingest", this::ingestHealth), store.health());
    JvmMetrics.bindTo(meters);
    registries = new RegistryParts(config.registries(), meters, ServerAssembly::epochNanos);
    ingest =
        new SpanIngest(
            Processors.of(config.ml(), registries.processor()),
            meters,
            config.ingest(),
            new SecureRandom()::nextLong);
    otlp = new OtlpReceiver(ingest, meters, config.otlp());
    jaeger = new JaegerReceiver(ingest, meters, config.jaeger(), ServerAssembly::epochNanos);
    turns = new QueryTurns(config.query(), queryThreads, System::nanoTime, meters);
    runner = new QueryRunner(turns);
    zipkin =
        new ZipkinPort(
            new ZipkinPort.Parts(ingest, config.otlp().limits(), runner, () -> checks, meters),
            config.otlp().listener(),
            config.ports().zipkin(),
            config.zipkin());
    kafka = new KafkaReceiver(ingest, meters, config.kafka(), ServerAssembly::epochNanos);
    storageWrites = new OtlpGrpcRoute(ingest, "jaeger_storage", config.otlp().limits());
  }

  /**
   * Starts everything; when this returns, spans are taken in and found.
   *
   * @throws PortsUnavailableException when ports are taken; names all of them
   * @throws ClosedWhileStartingException when {@link #close} came before the end
   * @throws IOException when something else from outside is not as it should be
   */
  public Endpoints start() throws IOException {
    PortCheck.requireAvailable(config.host(), config.ports().all());
    try {
      return open();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Refuses what comes, finishes what is there, and releases everything. Idempotent. */
  @Override
  public void close() {
    closers.close();
  }

  private Endpoints open() throws IOException {
    closers.add("registries", registries::close);
    otlp.start();
    closers.add("OTLP receiver", otlp::close);
    jaeger.start();
    closers.add("Jaeger receiver", jaeger::close);
    zipkin.start();
    closers.add("Zipkin port", zipkin::close);
    closers.add("store", store::close);
    closers.add("query threads", queryThreads::shutdownNow);
    zipkin.beginQueries(store.reader());
    closers.add("Zipkin queries", zipkin::endQueries);
    QueryPorts queries = new QueryPorts(config, turns, store);
    HttpPort query = start("query APIs", queryPort(queries));
    HttpPort grpc = start("Jaeger's query services", queries.grpc());
    HttpPort storage = start("Jaeger's remote storage", queries.storage(storageWrites));
    HttpPort admin = adminPort();
    admin.start();
    closers.add("health and metrics", admin::close);
    store.open(opener.open(config.dataDirectory(), platform(), config.store()));
    ingest.start(store.writer());
    closers.add("ingest", this::drain);
    closers.add("Jaeger agent ports", jaeger::closePacketPorts);
    kafka.start();
    closers.add("Kafka receiver", kafka::close);
    return new Endpoints(
        config.host(),
        otlp.grpcPort(),
        otlp.httpPort(),
        JaegerPorts.of(jaeger),
        zipkin.port(),
        query.port(),
        grpc.port(),
        storage.port(),
        admin.port());
  }

  private StorePlatform platform() {
    return new StorePlatform(
        new RealDisk(), System::nanoTime, ServerAssembly::epochNanos, new SecureRandom(), meters);
  }

  private HttpPort start(String name, HttpPort port) throws IOException {
    port.start();
    closers.add(name, port::close);
    return port;
  }

  private HttpPort queryPort(QueryPorts queries) {
    TraceReader reader = queries.traces().reader();
    String basePath = config.ui().basePath();
    return new HttpPort(
        config.host(),
        config.ports().query(),
        config.shutdownTimeout(),
        (ServerBuilder server) -> {
          queries.addHttpTo(server, runner);
          new VocabularyApi(config.ml().vocabulary(), runner).addTo(server, basePath);
          new BacklinksApi(reader, runner).addTo(server, basePath);
          new AnalysisApi(reader, runner, InstantSource.system()).addTo(server, basePath);
          new UiService(config.ui(), getClass().getClassLoader(), new V3Errors()).addTo(server);
        });
  }

  private HttpPort adminPort() {
    AdminApi api =
        new AdminApi(checks, meters::scrape, () -> ingest.state() == SpanIngest.State.STARTING);
    return new HttpPort(
        config.host(), config.ports().admin(), config.shutdownTimeout(), api::addTo);
  }

  private static long epochNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  private Health ingestHealth() {
    return ingest.state() == SpanIngest.State.RUNNING
        ? Health.ready("running")
        : Health.notReady(ingest.state().label());
  }

  private void drain() throws InterruptedException {
    try {
      ingest.stop().get(config.shutdownTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "{0} requests were not finished within shutdown.timeout",
          ingest.requestsInFlight());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
