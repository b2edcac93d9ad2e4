// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.pipeline.IngestSource;
import dev.clew.pipeline.SpanIngest;
import dev.clew.server.config.ServerConfig;
import dev.clew.store.segment.SegmentStore;
import dev.clew.store.segment.StorePlatform;
import dev.clew.store.segment.disk.RealDisk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server without ports: the store, and the way into it. */
public final class OfflineIngest implements AutoCloseable {

  private final SegmentStore store;
  private final SpanIngest ingest;

  private OfflineIngest(SegmentStore store, SpanIngest ingest) {
    this.store = store;
    this.ingest = ingest;
  }

  /**
   * Opens the store of a configuration.
   *
   * @throws dev.clew.store.StoreException if a process has it open, or it cannot be opened
   */
  public static OfflineIngest open(ServerConfig config) {
    MeterRegistry meters = new SimpleMeterRegistry();
    SecureRandom random = new SecureRandom();
    StorePlatform platform =
        new StorePlatform(
            new RealDisk(),
            System::nanoTime,
            () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
            random,
            meters);
    SegmentStore store = SegmentStore.open(config.dataDirectory(), platform, config.store());
    SpanIngest ingest =
        new SpanIngest(
            Processors.of(config.ml(), Optional.empty()),
            meters,
            config.ingest(),
            random::nextLong);
    ingest.start(store.writer());
    return new OfflineIngest(store, ingest);
  }

  /** The door, by the name that metrics have for it. */
  public IngestSource source(String transport) {
    return ingest.source(transport);
  }

  /** Finishes what was let in and closes the store. */
  @Override
  public void close() {
    ingest.stop().join();
    store.close();
  }
}
