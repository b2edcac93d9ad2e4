// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.query.admin.Health;
import dev.clew.query.admin.HealthCheck;
import dev.clew.store.segment.SegmentStore;
import java.util.ArrayList;
import java.util.List;

/** What the embedded store says of its health: whether it takes spans, and what it misses. */
final class StoreHealth {

  private StoreHealth() {}

  static HealthCheck of(SegmentStore store) {
    return new HealthCheck("store", () -> now(store));
  }

  private static Health now(SegmentStore store) {
    if (!store.isWritable()) {
      return Health.notReady("the disk takes no writes");
    }
    List<Object> damaged = new ArrayList<>(store.damages());
    damaged.addAll(store.damagedSegments());
    return Health.ready(
        damaged.isEmpty()
            ? "writable"
            : "writable; damaged and set aside, see clew store repair: " + damaged);
  }
}
