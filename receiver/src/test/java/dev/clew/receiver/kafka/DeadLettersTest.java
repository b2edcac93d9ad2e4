// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.codec.DecodeLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final ConsumerRecord<byte[], byte[]> RECORD =
      new ConsumerRecord<>("spans", 3, 17, null, new byte[] {1});

  private final KafkaMetrics metrics = new KafkaMetrics(new SimpleMeterRegistry());
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final DeadLetters letters = DeadLetters.of(producer, "dead", metrics);

  @Test
  void letter_isDoneWhenTheBrokersHaveIt_notEarlier() {
    CompletableFuture<Void> taken = letters.put(RECORD, "no");
    assertThat(taken).isNotDone();

    producer.completeNext();
    assertThat(taken).isCompleted();
  }

  @Test
  void letter_thatTheBrokersDoNotTake_fails() {
    CompletableFuture<Void> taken = letters.put(RECORD, "no");

    producer.errorNext(new KafkaException("full"));
    assertThat(taken).isCompletedExceptionally();
  }

  @Test
  void letter_thatCannotEvenBeSent_fails() {
    producer.sendException = new KafkaException("no broker");

    assertThat(letters.put(RECORD, "no")).isCompletedExceptionally();
  }

  @Test
  void withoutATopic_recordsAreLetGo() {
    try (DeadLetters none = DeadLetters.open(KafkaReceiverConfig.off(), metrics)) {
      assertThat(none.put(RECORD, "no")).isCompleted();
    }
  }

  @Test
  void topicThatIsRead_isRefused() {
    Map<String, KafkaEncoding> topics = Map.of("spans", KafkaEncoding.OTLP_PROTO);

    assertThatThrownBy(
            () -> new KafkaReceiverConfig(topics, Map.of(), "spans", 1, 1, DecodeLimits.defaults()))
        .hasMessage("dead-letter-topic: spans (expected: none of the topics that are read)");
  }
}
