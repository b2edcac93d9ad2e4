// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.store.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * What came in by one transport, under {@code clew.ingest.} and with the label {@code transport}:
 *
 * <ul>
 *   <li>{@code spans.accepted}: durable and findable
 *   <li>{@code spans.rejected}, by {@code reason}: a fault of their own
 *   <li>{@code spans.dropped}, by {@code reason}: decoded, and the store did not take them; a
 *       sender that tries again brings them again
 *   <li>{@code requests.refused}, by {@code reason}: turned away before their spans were known
 *   <li>{@code batches}, {@code bytes}: accepted requests and their bytes, received and unpacked
 *   <li>{@code durable}: time from a decoded batch until it is durable
 * </ul>
 */
final class TransportMetrics {

  private static final long[] DURABLE_BUCKETS_MILLIS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
  };

  private final MeterRegistry meters;
  private final Tags tags;
  private final Counter accepted;
  private final Counter batches;
  private final Counter bytes;
  private final Timer durable;

  TransportMetrics(MeterRegistry meters, String transport) {
    this.meters = meters;
    this.tags = Tags.of("transport", transport);
    accepted = counter("spans.accepted", "Spans stored", tags);
    batches = counter("batches", "Requests whose spans are stored", tags);
    bytes = counter("bytes", "Bytes of stored requests, received and unpacked", tags);
    durable =
        Timer.builder(IngestMetrics.PREFIX + "durable")
            .description("Time from a decoded batch until it is durable")
            .tags(tags)
            .serviceLevelObjectives(
                LongStream.of(DURABLE_BUCKETS_MILLIS)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new))
            .register(meters);
  }

  long nanoTime() {
    return meters.config().clock().monotonicTime();
  }

  void accepted(int spanCount, long payloadBytes, long durableNanos) {
    accepted.increment(spanCount);
    batches.increment();
    bytes.increment((double) payloadBytes);
    durable.record(Duration.ofNanos(durableNanos));
  }

  void rejected(String reason, int spanCount) {
    counter("spans.rejected", "Spans left out for a fault of their own", tags.and("reason", reason))
        .increment(spanCount);
  }

  void dropped(Throwable failure, int spanCount) {
    String reason =
        failure instanceof StoreUnavailableException unavailable
            ? unavailable.reason().label()
            : "store_failure";
    counter("spans.dropped", "Spans the store did not take", tags.and("reason", reason))
        .increment(spanCount);
  }

  void refused(String reason) {
    counter("requests.refused", "Requests turned away whole", tags.and("reason", reason))
        .increment();
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(IngestMetrics.PREFIX + name)
        .description(description)
        .tags(tags)
        .register(meters);
  }
}
