// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.TraceStore;
import dev.clew.store.segment.compact.CompactionConfig;
import dev.clew.testkit.store.TraceStoreContract;
import java.nio.file.Path;
import java.time.Duration;

/** Tiny heads, flushed at once and merged two by two while the tests read. */
class EagerSegmentStoreContractTest extends TraceStoreContract {

  @Override
  protected TraceStore open(Path directory) {
    SegmentStoreConfig defaults = SegmentStoreConfig.defaults();
    return SegmentStores.open(
        directory,
        new SegmentStoreConfig(
            defaults.journal(),
            new HeadConfig(3, 64L << 20, Duration.ofMinutes(30), 512L << 20),
            defaults.queueBytesMax(),
            defaults.retryAfter(),
            CompactionConfig.defaults().merging(Duration.ofDays(365), 2)));
  }
}
