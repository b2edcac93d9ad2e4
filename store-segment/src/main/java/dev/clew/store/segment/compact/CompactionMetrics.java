// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Figures of what happens to segments.
 *
 * <table>
 *   <caption>All with the prefix {@code clew.store.}</caption>
 *   <tr><td>{@code segments.written.bytes}</td>
 *       <td>by {@code task}: flush, merge, retention, deletion</td></tr>
 *   <tr><td>{@code spans.expired}, {@code spans.deleted}</td>
 *       <td>removed by retention; on request</td></tr>
 *   <tr><td>{@code compaction.throttled}</td><td>time that writing was held back</td></tr>
 * </table>
 */
final class CompactionMetrics {

  private static final String PREFIX = "clew.store.";

  private final Counter[] written = new Counter[CompactionTask.values().length];
  private final Counter expired;
  private final Counter deleted;
  private final Timer throttled;

  CompactionMetrics(MeterRegistry meters) {
    for (CompactionTask task : CompactionTask.values()) {
      written[task.ordinal()] =
          Counter.builder(PREFIX + "segments.written.bytes")
              .tag("task", task.label())
              .description("Bytes of segments written")
              .register(meters);
    }
    expired =
        Counter.builder(PREFIX + "spans.expired")
            .description("Spans that retention removed")
            .register(meters);
    deleted =
        Counter.builder(PREFIX + "spans.deleted")
            .description("Spans removed on request")
            .register(meters);
    throttled =
        Timer.builder(PREFIX + "compaction.throttled")
            .description("Time that merging and rewriting was held back")
            .register(meters);
  }

  void written(CompactionTask task, long bytes) {
    written[task.ordinal()].increment((double) bytes);
  }

  void expired(long spans) {
    expired.increment((double) spans);
  }

  void deleted(long spans) {
    deleted.increment((double) spans);
  }

  void throttled(long nanos) {
    throttled.record(nanos, TimeUnit.NANOSECONDS);
  }
}
