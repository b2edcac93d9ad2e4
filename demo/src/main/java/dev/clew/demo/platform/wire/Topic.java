// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A Kafka topic. The broker itself sends no spans; producers and consumers do. */
public final class Topic {

  private static final Scope KAFKA_CLIENTS =
      new Scope("io.opentelemetry.kafka-clients-2.6", "2.31.0-alpha");
  private static final Latency ACKNOWLEDGEMENT = Latency.ofMillis(1.6, 9);

  /** Messages kept for consumers; older ones are gone, as with any retention. */
  private static final int RETAINED_MAX = 10_000;

  private final String name;
  private final int partitionCount;
  private final Operation send;
  private final Deque<Message> log = new ArrayDeque<>();
  private long nextOffset;

  /** A message and the span that created it. */
  public record Message(SpanContext creation, long offset, long sentNanos) {}

  /** An empty topic. */
  public Topic(String name, int partitionCount) {
    this.name = name;
    this.partitionCount = partitionCount;
    this.send =
        Operation.producer("send " + name, KAFKA_CLIENTS)
            .with(
                Attributes.builder()
                    .put("messaging.system", "kafka")
                    .put("messaging.destination.name", name)
                    .put("messaging.operation.name", "send")
                    .put("messaging.operation.type", "send")
                    .put("messaging.client.id", "producer-1")
                    .put("server.address", "kafka-bootstrap.data.svc.cluster.local")
                    .build());
  }

  /** The topic's name. */
  public String name() {
    return name;
  }

  /** Appends a message. */
  public void send(Flow flow, String key) {
    flow.runVoid(
        send,
        span -> {
          flow.strand().sync();
          long offset = nextOffset++;
          if (log.size() == RETAINED_MAX) {
            log.removeFirst();
          }
          log.addLast(new Message(span.getSpanContext(), offset, flow.nowNanos()));
          int partition = Math.floorMod(key.hashCode(), partitionCount);
          span.setAttribute("messaging.kafka.message.key", key);
          span.setAttribute("messaging.destination.partition.id", Integer.toString(partition));
          span.setAttribute("messaging.kafka.offset", offset);
          span.setAttribute("messaging.message.body.size", 300L + flow.random().nextInt(900));
          flow.spend(ACKNOWLEDGEMENT);
        });
  }

  /** Takes up to {@code messagesMax} messages off, oldest first; the calling flow is in sync. */
  public List<Message> poll(Flow flow, int messagesMax) {
    flow.strand().sync();
    List<Message> taken = new ArrayList<>();
    while (taken.size() < messagesMax && !log.isEmpty()) {
      taken.add(log.removeFirst());
    }
    return taken;
  }
}
