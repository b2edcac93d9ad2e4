// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpJsonWriter;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.model.Span;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.pipeline.ValidTimes;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.testkit.Spans;
import dev.clew.testkit.kafka.KafkaBroker;
import dev.clew.testkit.store.HeldTraceWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker: nothing is committed before it is stored, nothing is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // the broker is started once for all
class KafkaReceiverTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long NOW_NANOS = 1_767_225_600_000_000_000L;

  private KafkaBroker broker;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    broker = KafkaBroker.start(directory);
    for (String topic :
        List.of("proto", "json", "zipkin", "again", "poison", "rotten", "dead", "shared")) {
      broker.createTopic(topic, topic.equals("shared") ? 4 : 1);
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void records_ofEachEncoding_areStored_andThenCommitted() throws Exception {
    try (Reader reader = reader("g1", "proto", KafkaEncoding.OTLP_PROTO);
        Reader json = reader("g1-json", "json", KafkaEncoding.OTLP_JSON);
        Reader zipkin = reader("g1-zipkin", "zipkin", KafkaEncoding.ZIPKIN_JSON)) {
      send("proto", proto(1), 0);
      send("json", new OtlpJsonWriter().write(Spans.batch(Spans.span(2, 2).build())), 0);

      await().atMost(PATIENCE).until(() -> reader.spanIds().equals(Set.of(1L)));
      send("zipkin", "[{\"traceId\":\"3\",\"id\":\"3\"}]".getBytes(StandardCharsets.UTF_8), 0);

      await().atMost(PATIENCE).until(() -> json.spanIds().equals(Set.of(2L)));
      await().atMost(PATIENCE).until(() -> zipkin.spanIds().equals(Set.of(3L)));
      await().atMost(PATIENCE).until(() -> committed("g1", "proto") == 1);
    }
  }

  @Test
  void recordThatTheStoreDoesNotTake_isReadAgain_andNeverCommittedBefore() throws Exception {
    send("again", proto(1), 0);
    try (Reader first = new Reader("g2", "again", KafkaEncoding.OTLP_PROTO, false)) {
      first
          .writer
          .next()
          .fail(new StoreUnavailableException(Reason.DISK_FULL, "full", Duration.ofMillis(50)));
      first.writer.next(); // read again, and held: the server now stops without having stored it
      assertThat(committed("g2", "again")).isZero();
    }
    try (Reader second = reader("g2", "again", KafkaEncoding.OTLP_PROTO)) {
      await().atMost(PATIENCE).until(() -> second.spanIds().equals(Set.of(1L)));
      await().atMost(PATIENCE).until(() -> committed("g2", "again") == 1);
    }
  }

  @Test
  void recordThatIsMalformed_isCountedAndSkipped() throws Exception {
    send("poison", proto(1), 0);
    send("poison", new byte[] {1, 2, 3}, 0);
    send("poison", proto(3), 0);
    try (Reader reader = reader("g3", "poison", KafkaEncoding.OTLP_PROTO)) {
      await().atMost(PATIENCE).until(() -> reader.spanIds().equals(Set.of(1L, 3L)));
      await().atMost(PATIENCE).until(() -> committed("g3", "poison") == 3);
      assertThat(reader.meters.get("clew.receiver.kafka.records.malformed").counter().count())
          .isEqualTo(1);
    }
  }

  @Test
  void recordThatIsMalformed_goesToTheDeadLetterTopic_asItCame() throws Exception {
    ProducerRecord<byte[], byte[]> rotten =
        new ProducerRecord<>("rotten", 0, new byte[] {7}, new byte[] {1, 2, 3});
    rotten.headers().add("traceparent", new byte[] {9});
    producer.send(rotten).get();
    send("rotten", proto(2), 0);
    try (Reader reader = new Reader("g5", "rotten", KafkaEncoding.OTLP_PROTO, true, "dead");
        KafkaConsumer<byte[], byte[]> dead = deadLetters()) {
      await().atMost(PATIENCE).until(() -> reader.spanIds().equals(Set.of(2L)));
      await().atMost(PATIENCE).until(() -> committed("g5", "rotten") == 2);
      List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(() -> {
            dead.poll(Duration.ofMillis(100)).forEach(letters::add);
            return !letters.isEmpty();
          });

      assertThat(letters).hasSize(1);
      ConsumerRecord<byte[], byte[]> letter = letters.getFirst();
      assertThat(letter.key()).containsExactly(7);
      assertThat(letter.value()).containsExactly(1, 2, 3);
      assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(9);
      assertThat(header(letter, "clew.topic")).isEqualTo("rotten");
      assertThat(header(letter, "clew.partition")).isEqualTo("0");
      assertThat(header(letter, "clew.offset")).isEqualTo("0");
      assertThat(header(letter, "clew.error")).isNotBlank();
      assertThat(reader.meters.get("clew.receiver.kafka.records.dead.letters").counter().count())
          .isEqualTo(1);
    }
  }

  private KafkaConsumer<byte[], byte[]> deadLetters() {
    KafkaConsumer<byte[], byte[]> dead =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition("dead", 0);
    dead.assign(List.of(partition));
    dead.seekToBeginning(List.of(partition));
    return dead;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String key) {
    return new String(letter.headers().lastHeader(key).value(), StandardCharsets.UTF_8);
  }

  @Test
  void partitionsThatMoveToAnotherServer_loseNothing() throws Exception {
    Set<Long> sent = new HashSet<>();
    try (Reader first = reader("g4", "shared", KafkaEncoding.OTLP_PROTO)) {
      for (long id = 1; id <= 100; id++) {
        send("shared", proto(id), (int) (id % 4));
        sent.add(id);
      }
      await().atMost(PATIENCE).until(() -> !first.spanIds().isEmpty());
      try (Reader second = reader("g4", "shared", KafkaEncoding.OTLP_PROTO)) {
        for (long id = 101; id <= 400; id++) {
          send("shared", proto(id), (int) (id % 4));
          sent.add(id);
        }
        await()
            .atMost(PATIENCE)
            .until(() -> {
              Set<Long> stored = new HashSet<>(first.spanIds());
              stored.addAll(second.spanIds());
              return stored.equals(sent);
            });
      }
    }
  }

  private static byte[] proto(long id) {
    return new OtlpProtoWriter().write(Spans.batch(Spans.span(id, id).build()));
  }

  private void send(String topic, byte[] value, int partition) throws Exception {
    producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
  }

  private long committed(String group, String topic)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(topic, 0));
      return offset == null ? 0 : offset.offset();
    }
  }

  private Reader reader(String group, String topic, KafkaEncoding encoding) {
    return new Reader(group, topic, encoding, true);
  }

  /** A server as far as Kafka sees it, with a store that the test holds. */
  private final class Reader implements AutoCloseable {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HeldTraceWriter writer;
    private final SpanIngest ingest;
    private final KafkaReceiver receiver;

    Reader(String group, String topic, KafkaEncoding encoding, boolean passes) {
      this(group, topic, encoding, passes, "");
    }

    Reader(
        String group,
        String topic,
        KafkaEncoding encoding,
        boolean passes,
        String deadLetterTopic) {
      writer = passes ? HeldTraceWriter.passing() : HeldTraceWriter.holding();
      ingest =
          new SpanIngest(
              List.of(new ValidTimes()), meters, new IngestConfig(64 << 20, Duration.ofSeconds(1)));
      ingest.start(writer);
      receiver =
          new KafkaReceiver(
              ingest,
              meters,
              new KafkaReceiverConfig(
                  Map.of(topic, encoding),
                  Map.of(
                      "bootstrap.servers",
                      broker.address(),
                      "group.id",
                      group,
                      "client.id",
                      UUID.randomUUID().toString()),
                  deadLetterTopic,
                  64 << 10,
                  2,
                  DecodeLimits.defaults()),
              () -> NOW_NANOS);
      receiver.start();
    }

    Set<Long> spanIds() {
      Set<Long> ids = new HashSet<>();
      for (Span span : writer.stored()) {
        ids.add(span.spanId());
      }
      return ids;
    }

    @Override
    public void close() {
      receiver.close();
      var _ = ingest.stop();
    }
  }
}
