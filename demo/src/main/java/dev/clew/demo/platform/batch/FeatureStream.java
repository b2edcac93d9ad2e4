// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.batch;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Redis;
import dev.clew.demo.platform.wire.Topic;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Replica;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;

/**
 * Turns the stream of predictions into fresh features, in small batches. Each batch is a trace of
 * its own that links to the spans which sent its messages.
 */
public final class FeatureStream {

  private static final Deployment DEPLOYMENT =
      Deployment.of("feature-stream", "2.1.0", Language.JAVA);
  private static final Scope KAFKA_CLIENTS =
      new Scope("io.opentelemetry.kafka-clients-2.6", "2.31.0-alpha");
  private static final Scope OWN = new Scope("com.shop.featurestream", "2.1.0");
  private static final Scope LETTUCE = new Scope("io.opentelemetry.lettuce-5.1", "2.31.0-alpha");
  private static final Operation DESERIALIZE = Operation.internal("deserialize", OWN);
  private static final Operation AGGREGATE = Operation.internal("aggregate_windows", OWN);
  private static final Operation WRITE = Operation.internal("write_online_store", OWN);

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Below the usual limit of 128 links per span. */
  private static final int MESSAGES_MAX = 120;

  private static final Latency DESERIALIZATION = Latency.ofMillis(0.06, 0.2);
  private static final Latency AGGREGATION = Latency.ofMillis(0.11, 0.4);
  private static final double POISONED = 0.02;
  private static final int KEYS_PER_PIPELINE = 40;

  private final Topic source;
  private final Operation process;
  private final Redis onlineStore;
  private final Service service;

  /** The stream job at {@code site}, reading from {@code source}. */
  public FeatureStream(Site site, Topic source) {
    this.source = source;
    this.service = site.deploy(DEPLOYMENT, 1);
    this.onlineStore = new Redis("redis-features.data.svc.cluster.local", LETTUCE);
    this.process =
        Operation.consumer("process " + source.name(), KAFKA_CLIENTS)
            .with(
                Attributes.builder()
                    .put("messaging.system", "kafka")
                    .put("messaging.destination.name", source.name())
                    .put("messaging.operation.name", "process")
                    .put("messaging.operation.type", "process")
                    .put("messaging.consumer.group.name", "feature-stream")
                    .build());
    service.replicas().forEach(replica -> site.background(strand -> work(strand, replica)));
  }

  private void work(Strand strand, Replica replica) {
    while (true) {
      Flow flow = Flow.begin(strand);
      List<Topic.Message> batch = source.poll(flow, MESSAGES_MAX);
      if (!batch.isEmpty()) {
        flow.serveVoid(
            replica,
            process,
            batch.stream().map(Topic.Message::creation).toList(),
            span -> process(flow, span, batch));
      }
      if (batch.size() < MESSAGES_MAX) {
        strand.suspendUntil(strand.nowNanos() + INTERVAL.toNanos());
      }
    }
  }

  private void process(Flow flow, Span span, List<Topic.Message> batch) {
    int count = batch.size();
    long oldestNanos = batch.getFirst().sentNanos();
    span.setAttribute("messaging.batch.message_count", count);
    span.setAttribute("messaging.kafka.offset", batch.getLast().offset());
    span.setAttribute("kafka.record.queue_time_ms", (flow.nowNanos() - oldestNanos) / 1_000_000);
    flow.runVoid(DESERIALIZE, step -> deserialize(flow, step, count));
    flow.step(AGGREGATE, AGGREGATION.times(count));
    flow.runVoid(
        WRITE,
        step -> {
          step.setAttribute("ml.feature.view", "user_activity");
          for (int left = count; left > 0; left -= KEYS_PER_PIPELINE) {
            int keys = Math.min(left, KEYS_PER_PIPELINE);
            onlineStore.run(flow, "PIPELINE", "HSET user_activity:? … ; EXPIRE …", keys);
          }
        });
  }

  /** Now and then a message cannot be read; it is put aside and the batch goes on. */
  private static void deserialize(Flow flow, Span span, int count) {
    flow.spend(DESERIALIZATION.times(count));
    if (flow.chance(POISONED)) {
      String message = "field 'amount': expected a number, found \"12,90\"";
      String type = "com.shop.featurestream.SchemaException";
      String stackTrace =
          type
              + ": "
              + message
              + "\n\tat com.shop.featurestream.PredictionReader.amount(PredictionReader.java:77)"
              + "\n\tat com.shop.featurestream.PredictionReader.read(PredictionReader.java:41)";
      span.addEvent("exception", new Failure(type, message, stackTrace, 500).attributes());
      span.addEvent(
          "dead_letter",
          Attributes.of(
              AttributeKey.stringKey("messaging.destination.name"), "predictions.dead-letter"));
    }
  }
}
