// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import dev.clew.codec.DecodeLimits;
import java.util.Map;

/**
 * Which topics are read, and how.
 *
 * @param topics what the records of each topic are; no topics switch the receiver off
 * @param consumer the properties of Kafka's consumer, as Kafka documents them; those that this
 *     receiver stands on (deserializers, auto commit) are set by it
 * @param deadLetterTopic where records go that cannot be understood; empty if they are skipped
 * @param requestBytesMax records of one partition up to this size are stored together
 * @param requestsPerPartitionMax how many of these may be on their way to the disk
 * @param limits what one record may hold
 */
public record KafkaReceiverConfig(
    Map<String, KafkaEncoding> topics,
    Map<String, String> consumer,
    String deadLetterTopic,
    int requestBytesMax,
    int requestsPerPartitionMax,
    DecodeLimits limits) {

  /** Copies the maps, checks the sizes. */
  public KafkaReceiverConfig {
    topics = Map.copyOf(topics);
    consumer = Map.copyOf(consumer);
    if (topics.containsKey(deadLetterTopic)) {
      throw new IllegalArgumentException(
          "dead-letter-topic: "
              + deadLetterTopic
              + " (expected: none of the topics that are read)");
    }
    if (requestBytesMax < 1 || requestsPerPartitionMax < 1) {
      throw new IllegalArgumentException(
          "requestBytesMax, requestsPerPartitionMax: "
              + requestBytesMax
              + ", "
              + requestsPerPartitionMax
              + " (expected: at least 1)");
    }
  }

  /** No topics, and half a megabyte at a time, four times per partition. */
  public static KafkaReceiverConfig off() {
    return new KafkaReceiverConfig(Map.of(), Map.of(), "", 512 << 10, 4, DecodeLimits.defaults());
  }

  /** Whether there is anything to read. */
  public boolean isOn() {
    return !topics.isEmpty();
  }
}
