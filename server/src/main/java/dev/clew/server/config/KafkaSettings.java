// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.receiver.kafka.KafkaEncoding;
import dev.clew.receiver.kafka.KafkaReceiverConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of the Kafka receiver, which is off until topics are named. */
public final class KafkaSettings {

  private static final KafkaReceiverConfig OFF = KafkaReceiverConfig.off();

  public static final Setting<String> BOOTSTRAP_SERVERS =
      new Setting<>(
          "kafka.bootstrap-servers",
          ValueTypes.textOrNone("addresses such as kafka-1:9092,kafka-2:9092, or nothing"),
          "",
          "Brokers to connect to first.");

  public static final Setting<String> GROUP =
      new Setting<>(
          "kafka.group",
          ValueTypes.text("the name of a consumer group"),
          "clew",
          "Consumer group; servers with the same group share the partitions.");

  public static final Setting<List<String>> TOPICS =
      new Setting<>(
          "kafka.topics",
          ValueTypes.list("a list such as otlp_spans:otlp_proto, jaeger-spans:jaeger_proto"),
          List.of(),
          "Topics to read, each with its encoding: `otlp_proto`, `otlp_json`, `jaeger_proto` or"
              + " `zipkin_json`. None switches Kafka off.");

  public static final Setting<List<String>> PROPERTIES =
      new Setting<>(
          "kafka.properties",
          ValueTypes.list("a list such as security.protocol=SSL"),
          List.of(),
          "More properties of Kafka's consumer, as Kafka documents them.");

  public static final Setting<String> DEAD_LETTER_TOPIC =
      new Setting<>(
          "kafka.dead-letter-topic",
          ValueTypes.textOrNone("the name of a topic, or nothing"),
          "",
          "Topic for records that cannot be understood, as they came, with headers that say where"
              + " from and why. Without it they are skipped, counted and logged.");

  private KafkaSettings() {}

  static List<Setting<?>> all() {
    return List.of(BOOTSTRAP_SERVERS, GROUP, TOPICS, DEAD_LETTER_TOPIC, PROPERTIES);
  }

  static KafkaReceiverConfig read(Configuration configuration) {
    Map<String, KafkaEncoding> topics = new HashMap<>();
    configuration.get(TOPICS).forEach(text -> topics.put(topic(text), encoding(text)));
    Map<String, String> consumer = new HashMap<>();
    configuration.get(PROPERTIES).forEach(text -> property(text, consumer));
    consumer.put("bootstrap.servers", configuration.get(BOOTSTRAP_SERVERS));
    consumer.put("group.id", configuration.get(GROUP));
    if (!topics.isEmpty() && configuration.get(BOOTSTRAP_SERVERS).isEmpty()) {
      throw new IllegalArgumentException(
          "bootstrap-servers: empty (expected: addresses such as kafka-1:9092)");
    }
    return new KafkaReceiverConfig(
        topics,
        consumer,
        configuration.get(DEAD_LETTER_TOPIC),
        OFF.requestBytesMax(),
        OFF.requestsPerPartitionMax(),
        ReceiverSettings.limits(configuration).decode());
  }

  private static String topic(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("topics: " + text + " (expected: topic:encoding)");
    }
    return text.substring(0, colon).strip();
  }

  private static KafkaEncoding encoding(String text) {
    String label = text.substring(text.lastIndexOf(':') + 1).strip();
    return Arrays.stream(KafkaEncoding.values())
        .filter(encoding -> encoding.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "topics: "
                    + text
                    + " (expected: one of "
                    + Arrays.stream(KafkaEncoding.values()).map(KafkaEncoding::label).toList()
                    + " behind the colon)"));
  }

  private static void property(String text, Map<String, String> properties) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("properties: " + text + " (expected: key=value)");
    }
    properties.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }
}
