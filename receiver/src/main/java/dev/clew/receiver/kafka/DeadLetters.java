// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that cannot be understood on a topic of their own, as they came, with headers that
 * say where they are from and what is wrong. Without such a topic they are let go.
 *
 * <p>Threads: the loop's.
 */
final class DeadLetters implements AutoCloseable {

  static final String TOPIC_HEADER = "clew.topic";
  static final String PARTITION_HEADER = "clew.partition";
  static final String OFFSET_HEADER = "clew.offset";
  static final String ERROR_HEADER = "clew.error";

  /** How long a record waits for a broker to be found, unless Kafka's properties say so. */
  private static final String BLOCK_MILLIS = "10000";

  private final @Nullable Producer<byte[], byte[]> producer;
  private final String topic;
  private final KafkaMetrics metrics;

  private DeadLetters(
      @Nullable Producer<byte[], byte[]> producer, String topic, KafkaMetrics metrics) {
    this.producer = producer;
    this.topic = topic;
    this.metrics = metrics;
  }

  /** What the configuration says, connected as its consumer is. */
  static DeadLetters open(KafkaReceiverConfig config, KafkaMetrics metrics) {
    return config.deadLetterTopic().isEmpty()
        ? new DeadLetters(null, "", metrics)
        : of(new KafkaProducer<>(properties(config)), config.deadLetterTopic(), metrics);
  }

  /** Letters by a producer, which is closed with them. */
  static DeadLetters of(Producer<byte[], byte[]> producer, String topic, KafkaMetrics metrics) {
    return new DeadLetters(producer, topic, metrics);
  }

  /**
   * Puts a record there.
   *
   * @return done once the brokers have it, failed if they do not take it
   */
  CompletableFuture<Void> put(ConsumerRecord<byte[], byte[]> record, String error) {
    if (producer == null) {
      return CompletableFuture.completedFuture(null);
    }
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    Headers headers = letter.headers();
    header(headers, TOPIC_HEADER, record.topic());
    header(headers, PARTITION_HEADER, Integer.toString(record.partition()));
    header(headers, OFFSET_HEADER, Long.toString(record.offset()));
    header(headers, ERROR_HEADER, error);
    CompletableFuture<Void> taken = new CompletableFuture<>();
    try {
      var _ =
          producer.send(
              letter,
              (_, failure) -> {
                if (failure == null) {
                  metrics.deadLetter(record.topic());
                  taken.complete(null);
                } else {
                  taken.completeExceptionally(failure);
                }
              });
    } catch (KafkaException e) {
      taken.completeExceptionally(e);
    }
    return taken;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
    }
  }

  private static void header(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The consumer's properties, those that a producer has as well: addresses and security. */
  private static Map<String, Object> properties(KafkaReceiverConfig config) {
    Map<String, Object> properties =
        new HashMap<>(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS));
    config
        .consumer()
        .forEach((key, value) -> {
          if (ProducerConfig.configNames().contains(key)) {
            properties.put(key, value);
          }
        });
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }
}
