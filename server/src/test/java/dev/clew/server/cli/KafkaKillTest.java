// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.kafka.KafkaBroker;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker and a real server that is killed without a word while it reads. Half a minute, most
 * of it broker and servers that start: nothing less shows that a commit in Kafka and a sync of the
 * disk come in the right order.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KafkaKillTest {

  private static final Pattern READY = Pattern.compile(".*is ready: +(http://\\S+)");
  private static final TopicPartition PARTITION = new TopicPartition("spans", 0);
  private static final int KILLS = 2;
  private static final int RECORDS_PER_ROUND = 200;

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();
  private int sentCount;

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void serve_killedWhileItReads_losesNothingThatKafkaTakesForStored() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(directory)) {
      broker.createTopic(PARTITION.topic(), 1);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", broker.address()),
                  new ByteArraySerializer(),
                  new ByteArraySerializer())) {
        for (int kill = 0; kill <= KILLS; kill++) {
          long before = committed(admin);
          Process server = start(broker.address());
          if (kill == 0) {
            assertThat(ServerProcess.await(server.inputReader(UTF_8), READY)).isNotEmpty();
          }
          send(producer);
          // The first dies as it reads, the second after a commit, the last when there is no more.
          awaitCommitted(admin, kill == 0 ? 0 : kill < KILLS ? before + 1 : sentCount, server);
          server.destroyForcibly().waitFor();
        }
      }
    }

    assertEachStoredOnce(start(""));
  }

  private void assertEachStoredOnce(Process server) throws Exception {
    try (BufferedReader output = server.inputReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      URI query = URI.create(ServerProcess.await(output, READY));
      for (int span = 1; span <= sentCount; span++) {
        String trace =
            client
                .send(
                    HttpRequest.newBuilder(query.resolve("/api/v3/traces/" + hex(32, span)))
                        .build(),
                    BodyHandlers.ofString())
                .body();
        assertThat(trace.split("\"spanId\"", -1)).as(trace).hasSize(2);
      }
    }
  }

  /** A server that reads from these brokers, or none. */
  private Process start(String brokers) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--data-dir", directory.resolve("store").toString()));
    if (!brokers.isEmpty()) {
      arguments.addAll(List.of("--set", "kafka.bootstrap-servers=" + brokers));
      arguments.addAll(List.of("--set", "kafka.topics=spans:otlp_json"));
      // Known again at once after its death, instead of being waited for.
      arguments.addAll(List.of("--set", "kafka.properties=group.instance.id=clew-1"));
    }
    Process server = ServerProcess.start(directory, arguments.toArray(String[]::new));
    started.add(server);
    return server;
  }

  private void send(KafkaProducer<byte[], byte[]> producer) throws Exception {
    for (int i = 0; i < RECORDS_PER_ROUND; i++) {
      sentCount++;
      String record =
          """
          {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "%s",
            "startTimeUnixNano": "1767225600000000000", "endTimeUnixNano": "1767225601000000000"}]}]}]}
          """
              .formatted(hex(32, sentCount), hex(16, sentCount));
      producer.send(new ProducerRecord<>(PARTITION.topic(), 0, null, record.getBytes(UTF_8))).get();
    }
  }

  private static long committed(Admin admin) throws Exception {
    OffsetAndMetadata offset =
        admin.listConsumerGroupOffsets("clew").partitionsToOffsetAndMetadata().get().get(PARTITION);
    return offset == null ? 0 : offset.offset();
  }

  private static void awaitCommitted(Admin admin, long offset, Process server) throws Exception {
    while (committed(admin) < offset) {
      assertThat(server.isAlive()).as("the server is alive").isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String hex(int digits, int number) {
    return String.format(Locale.ROOT, "%0" + digits + "x", number);
  }
}
