// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * What came from Kafka, under {@code clew.receiver.kafka.}: {@code records} by topic, {@code
 * records.malformed} by topic, {@code records.dead.letters} by topic (those of them that are on the
 * topic for such records; the others were skipped), {@code rewinds} (read again because the store
 * did not take it), {@code rebalances}, {@code failures} (of the connection).
 */
final class KafkaMetrics {

  private static final String PREFIX = "clew.receiver.kafka.";

  private final MeterRegistry meters;

  KafkaMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  long nanoTime() {
    return meters.config().clock().monotonicTime();
  }

  void records(String topic, int count) {
    counter("records", Tags.of("topic", topic)).increment(count);
  }

  void malformed(String topic) {
    counter("records.malformed", Tags.of("topic", topic)).increment();
  }

  void deadLetter(String topic) {
    counter("records.dead.letters", Tags.of("topic", topic)).increment();
  }

  void rewound() {
    counter("rewinds", Tags.empty()).increment();
  }

  void rebalanced() {
    counter("rebalances", Tags.empty()).increment();
  }

  void failed() {
    counter("failures", Tags.empty()).increment();
  }

  private Counter counter(String name, Tags tags) {
    return Counter.builder(PREFIX + name).tags(tags).register(meters);
  }
}
