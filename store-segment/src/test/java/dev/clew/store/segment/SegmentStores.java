// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.segment.disk.RealDisk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Opens stores for tests. */
final class SegmentStores {

  private SegmentStores() {}

  static SegmentStore open(Path directory) {
    return open(directory, SegmentStoreConfig.defaults());
  }

  static SegmentStore open(Path directory, SegmentStoreConfig config) {
    return SegmentStore.open(directory, platform(), config);
  }

  static StorePlatform platform() {
    return new StorePlatform(
        new RealDisk(),
        System::nanoTime,
        () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
        new SplittableRandom(1),
        new SimpleMeterRegistry());
  }
}
