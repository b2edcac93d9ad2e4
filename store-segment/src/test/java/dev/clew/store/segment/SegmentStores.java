// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.Span;
import dev.clew.store.admin.Deletion;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** Opens stores for tests. */
final class SegmentStores {

  private SegmentStores() {}

  static SegmentStore open(Path directory) {
    return open(directory, SegmentStoreConfig.defaults());
  }

  static SegmentStore open(Path directory, SegmentStoreConfig config) {
    return SegmentStore.open(directory, platform(), config);
  }

  /** A store whose segments stay as they were flushed. */
  static SegmentStore withoutMerging(Path directory) {
    SegmentStoreConfig defaults = SegmentStoreConfig.defaults();
    return open(
        directory,
        new SegmentStoreConfig(
            defaults.journal(),
            defaults.head(),
            defaults.queueBytesMax(),
            defaults.retryAfter(),
            defaults.compaction().merging(Duration.ofDays(36_500), 100)));
  }

  /** Writes everything that is in memory to a segment. */
  static void flush(SegmentStore store) {
    Span last = new RandomSpans(4711).spans(1).getFirst();
    store.writer().append(Spans.batch(last)).join();
    store.admin().delete(new Deletion.Trace(last.traceId())); // writes a head that is concerned
  }

  static StorePlatform platform() {
    return new StorePlatform(
        new RealDisk(),
        System::nanoTime,
        () -> RandomSpans.BASE_NANOS, // so that no figure is too old to be kept by the minute
        new SplittableRandom(1),
        new SimpleMeterRegistry());
  }
}
