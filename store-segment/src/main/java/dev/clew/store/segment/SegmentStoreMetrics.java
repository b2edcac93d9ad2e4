// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.StoreUnavailableException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The figures of the store. Names are Micrometer's; Prometheus shows {@code clew.store.spans} as
 * {@code clew_store_spans_total}.
 *
 * <table>
 *   <caption>All with the prefix {@code clew.store.}</caption>
 *   <tr><td>{@code spans}, {@code spans.repeated}</td>
 *       <td>stored; left out because they were known</td></tr>
 *   <tr><td>{@code batches.refused}</td><td>by {@code reason}</td></tr>
 *   <tr><td>{@code journal.commit}</td><td>time to write a group and make it durable</td></tr>
 *   <tr><td>{@code journal.bytes}, {@code journal.queue.bytes}</td>
 *       <td>size of the files; what waits to be written</td></tr>
 *   <tr><td>{@code journal.damages}</td><td>places that could not be read at the start</td></tr>
 *   <tr><td>{@code head.spans}, {@code head.bytes}, {@code head.bytes.max}</td>
 *       <td>what is in memory, and its limit</td></tr>
 * </table>
 */
final class SegmentStoreMetrics {

  private static final String PREFIX = "clew.store.";

  private final MeterRegistry meters;
  private final Counter spans;
  private final Counter repeatedSpans;
  private final Timer commits;
  private final Counter[] refused = new Counter[Reason.values().length];

  SegmentStoreMetrics(MeterRegistry meters) {
    this.meters = meters;
    spans = Counter.builder(PREFIX + "spans").description("Spans stored").register(meters);
    repeatedSpans =
        Counter.builder(PREFIX + "spans.repeated")
            .description("Spans left out because they were stored already")
            .register(meters);
    commits =
        Timer.builder(PREFIX + "journal.commit")
            .description("Time to write a group of batches and make it durable")
            .publishPercentileHistogram()
            .register(meters);
    for (Reason reason : Reason.values()) {
      refused[reason.ordinal()] =
          Counter.builder(PREFIX + "batches.refused")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .description("Batches that the sender has to send again")
              .register(meters);
    }
  }

  void appended(int newSpans, int knownSpans) {
    spans.increment(newSpans);
    repeatedSpans.increment(knownSpans);
  }

  void committed(long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  void refused(Reason reason) {
    refused[reason.ordinal()].increment();
  }

  /** Shows a figure that is asked for when it is read. */
  <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
    Gauge.builder(PREFIX + name, source, value).description(description).register(meters);
  }
}
