// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.store;

import dev.clew.store.segment.HeadConfig;
import dev.clew.store.segment.SegmentStore;
import dev.clew.store.segment.SegmentStoreConfig;
import dev.clew.store.segment.StorePlatform;
import dev.clew.store.segment.disk.RealDisk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A store in this process that soon writes what it is given to segments. */
public final class EagerStore {

  private EagerStore() {}

  /**
   * Opens one with the defaults otherwise.
   *
   * @param headAgeMax how long spans stay in a head at most
   */
  public static SegmentStore open(Path directory, Duration headAgeMax) {
    SegmentStoreConfig defaults = SegmentStoreConfig.defaults();
    HeadConfig head = defaults.head();
    return SegmentStore.open(
        directory,
        new StorePlatform(
            new RealDisk(),
            System::nanoTime,
            () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
            new SecureRandom(),
            new SimpleMeterRegistry()),
        new SegmentStoreConfig(
            defaults.journal(),
            new HeadConfig(head.rowsMax(), head.bytesMax(), headAgeMax, head.totalBytesMax()),
            defaults.queueBytesMax(),
            defaults.retryAfter()));
  }
}
