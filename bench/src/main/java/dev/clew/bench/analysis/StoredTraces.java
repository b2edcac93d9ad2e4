// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.analysis;

import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.bench.ingest.Directories;
import dev.clew.bench.shape.SpanShape;
import dev.clew.bench.store.EagerStore;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.TraceReader;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.SegmentStore;
import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.normalize.Normalizer;
import dev.clew.vocabulary.price.PriceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An embedded store with {@value #TRACES} traces of ML spans in segments, for one benchmark. */
final class StoredTraces implements AutoCloseable {

  /** How many traces are stored. */
  static final int TRACES = 20_000;

  private static final int TRACES_PER_BATCH = 80;
  private static final Duration HEAD_AGE_MAX = Duration.ofSeconds(3);
  private static final Duration SEALED = Duration.ofSeconds(60);

  private final Path directory;
  private final SegmentStore store;

  private StoredTraces(Path directory, SegmentStore store) {
    this.directory = directory;
    this.store = store;
  }

  /** An empty store in a directory of its own. */
  static StoredTraces open() {
    try {
      Path directory = Files.createTempDirectory("clew-analysis");
      return new StoredTraces(directory, EagerStore.open(directory, HEAD_AGE_MAX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the traces and waits until all of them are in segments. */
  void write() throws IOException {
    long startNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - 600_000);
    SpanShape shape = SpanShape.Type.ML.create(1, startNanos);
    Normalizer normalizer = new Normalizer(Vocabulary.standard(), PriceTable.standard());
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (int i = 0; i < TRACES / TRACES_PER_BATCH; i++) {
      shape.next(builder, TRACES_PER_BATCH);
      store.writer().append(normalizer.normalize(builder.build())).join();
      builder.clear();
    }
    long spans = (long) TRACES * shape.spansPerTrace();
    long endNanos = System.nanoTime() + SEALED.toNanos();
    while (store.manifest().spanCount() < spans) {
      if (System.nanoTime() > endNanos) {
        throw new IOException(
            store.manifest().spanCount() + " spans in segments (expected: " + spans + ")");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Reads them. */
  TraceReader reader() {
    return store.reader();
  }

  /** All requests of the newest traces. */
  static AnalysisQuery newest(int traces) {
    return new AnalysisQuery(
        Optional.empty(), Optional.empty(), SpanFilter.all(), TimeRange.ALL, traces);
  }

  @Override
  public void close() throws IOException {
    store.close();
    Directories.delete(directory);
  }
}
