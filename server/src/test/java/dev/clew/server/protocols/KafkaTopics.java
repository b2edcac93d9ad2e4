// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import dev.clew.receiver.kafka.KafkaEncoding;
import dev.clew.testkit.kafka.KafkaBroker;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic for each encoding, which has its name. */
final class KafkaTopics implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  private KafkaTopics(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Makes the topics, once the broker answers. */
  static KafkaTopics create(KafkaBroker broker) throws ExecutionException, InterruptedException {
    for (KafkaEncoding encoding : KafkaEncoding.values()) {
      broker.createTopic(encoding.label(), 1);
    }
    return new KafkaTopics(
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  /** What a server that reads them has in {@code kafka.topics}. */
  static String setting() {
    return Stream.of(KafkaEncoding.values())
        .map(encoding -> encoding.label() + ":" + encoding.label())
        .collect(Collectors.joining(","));
  }

  /** Sends a record and waits until the broker has it. */
  void send(KafkaEncoding encoding, byte[] record) throws ExecutionException, InterruptedException {
    var _ = producer.send(new ProducerRecord<>(encoding.label(), record)).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
