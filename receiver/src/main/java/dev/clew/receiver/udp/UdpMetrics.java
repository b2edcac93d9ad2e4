// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.udp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;

/**
 * What came in by one UDP port, under {@code clew.receiver.udp.} and with the label {@code
 * listener}:
 *
 * <ul>
 *   <li>{@code packets}: received, dropped ones included
 *   <li>{@code packets.dropped}, by {@code reason}: {@code queue_full}, {@code too_large}, {@code
 *       malformed}, {@code stopping}
 *   <li>{@code queue.packets}: waiting to be decoded
 * </ul>
 *
 * <p>What became of the spans is counted by the ingest, see {@code dev.clew.pipeline}.
 */
final class UdpMetrics {

  /** Why a packet was dropped. */
  enum Drop {
    QUEUE_FULL("queue_full"),
    TOO_LARGE("too_large"),
    MALFORMED("malformed"),
    STOPPING("stopping");

    private final String label;

    Drop(String label) {
      this.label = label;
    }
  }

  private static final String PREFIX = "clew.receiver.udp.";

  private final MeterRegistry meters;
  private final Tags tags;
  private final Counter packets;

  UdpMetrics(MeterRegistry meters, String listener, Collection<?> queue) {
    this.meters = meters;
    this.tags = Tags.of("listener", listener);
    packets =
        Counter.builder(PREFIX + "packets")
            .description("Packets received")
            .tags(tags)
            .register(meters);
    Gauge.builder(PREFIX + "queue.packets", queue, Collection::size)
        .description("Packets that wait to be decoded")
        .tags(tags)
        .register(meters);
    for (Drop drop : Drop.values()) {
      dropped(drop, 0);
    }
  }

  void received() {
    packets.increment();
  }

  void dropped(Drop drop, int count) {
    Counter.builder(PREFIX + "packets.dropped")
        .description("Packets dropped")
        .tags(tags.and("reason", drop.label))
        .register(meters)
        .increment(count);
  }
}
