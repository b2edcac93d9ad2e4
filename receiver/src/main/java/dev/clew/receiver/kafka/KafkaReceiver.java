// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.decode.PayloadDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes spans from Kafka topics and puts them on their way to the store. A connection that fails is
 * made again.
 *
 * <p>To stop, close this before the ingest: what is on its way is then stored and committed.
 *
 * <p>Threads: start and close from one thread; it has one of its own.
 */
public final class KafkaReceiver implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(KafkaReceiver.class.getName());

  private static final long RETRY_MILLIS = 1_000;

  private final KafkaReceiverConfig config;
  private final KafkaMetrics metrics;
  private final Map<String, KafkaLoop.Topic> topics;
  private final Function<Map<String, Object>, Consumer<byte[], byte[]>> consumers;
  private volatile boolean running = true;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable Thread thread;

  /**
   * A receiver that reads once it is started.
   *
   * @param epochNanos the time of day, for spans that have no time of their own
   */
  public KafkaReceiver(
      SpanIngest ingest,
      MeterRegistry meters,
      KafkaReceiverConfig config,
      LongSupplier epochNanos) {
    this(ingest, meters, config, epochNanos, KafkaConsumer::new);
  }

  KafkaReceiver(
      SpanIngest ingest,
      MeterRegistry meters,
      KafkaReceiverConfig config,
      LongSupplier epochNanos,
      Function<Map<String, Object>, Consumer<byte[], byte[]>> consumers) {
    this.config = config;
    this.metrics = new KafkaMetrics(meters);
    this.consumers = consumers;
    Map<String, KafkaLoop.Topic> all = new HashMap<>();
    config
        .topics()
        .forEach((topic, encoding) ->
            all.put(
                topic,
                new KafkaLoop.Topic(
                    ingest.source("kafka_" + encoding.label()),
                    new PayloadDecoder(() -> encoding.reader(config.limits(), epochNanos)))));
    topics = Map.copyOf(all);
  }

  /** Begins to read, if there is anything to read. */
  public void start() {
    if (config.isOn()) {
      thread = Thread.ofPlatform().name("kafka").daemon().start(this::run);
    }
  }

  /** Stores and commits what is on its way, and ends. Idempotent. */
  @Override
  public void close() {
    running = false;
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      try (DeadLetters deadLetters = DeadLetters.open(config, metrics);
          Consumer<byte[], byte[]> open = consumers.apply(properties())) {
        consumer = open;
        new KafkaLoop(open, topics, deadLetters, config, metrics).run(() -> running);
      } catch (WakeupException _) {
        LOGGER.log(System.Logger.Level.DEBUG, "kafka: told to stop");
      } catch (KafkaException e) {
        metrics.failed();
        LOGGER.log(System.Logger.Level.WARNING, "kafka: " + e.getMessage() + "; connecting again");
        pause();
      }
    }
  }

  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
    if (Thread.interrupted()) {
      running = false;
    }
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(Map.of("auto.offset.reset", "earliest"));
    properties.putAll(config.consumer());
    properties.put("enable.auto.commit", "false");
    properties.put("key.deserializer", ByteArrayDeserializer.class.getName());
    properties.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return properties;
  }
}
