// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.pipeline.ValidTimes;
import dev.clew.query.admin.Health;
import dev.clew.query.admin.HealthCheck;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.zipkin.ZipkinApiConfig;
import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import dev.clew.server.config.Ports.Listener;
import dev.clew.server.config.ZipkinConfig;
import dev.clew.store.segment.SegmentStore;
import dev.clew.store.segment.SegmentStoreConfig;
import dev.clew.store.segment.StorePlatform;
import dev.clew.store.segment.disk.RealDisk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Zipkin port of a server with a real store in a directory of its own, and nothing else: it
 * starts and ends in a fraction of a second.
 */
final class ZipkinServer implements AutoCloseable {

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SpanIngest ingest =
      new SpanIngest(List.of(new ValidTimes()), meters, IngestConfig.defaults());
  private final Path directory;
  private final SegmentStore store;
  private final ZipkinPort port;

  ZipkinServer(ZipkinApiConfig config) {
    this(new ZipkinConfig(config, true, "/zipkin"));
  }

  ZipkinServer(ZipkinConfig config) {
    try {
      directory = Files.createTempDirectory("clew-zipkin");
      store =
          SegmentStore.open(
              directory,
              new StorePlatform(
                  new RealDisk(),
                  System::nanoTime,
                  () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                  new SecureRandom(),
                  meters),
              SegmentStoreConfig.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port =
        new ZipkinPort(
            new ZipkinPort.Parts(
                ingest,
                RequestLimits.defaults(),
                new QueryRunner(QueryConfig.defaults(), threads, System::nanoTime, meters),
                () -> List.of(new HealthCheck("ingest", () -> Health.ready("running"))),
                meters),
            new ListenerConfig(
                "127.0.0.1", Duration.ofSeconds(30), Duration.ofMinutes(1), 1000, Duration.ZERO),
            new Listener("Zipkin", "zipkin.port", 0),
            config);
    port.start();
    port.beginQueries(store.reader());
    ingest.start(store.writer());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port.port());
  }

  /** The store behind the port. */
  SegmentStore store() {
    return store;
  }

  /** The way in of the other protocols. */
  SpanIngest ingest() {
    return ingest;
  }

  @Override
  public void close() {
    ingest.stop().join();
    port.endQueries();
    port.close();
    store.close();
    threads.shutdownNow();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
