// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.assembly.TestServer;
import dev.clew.testkit.kafka.KafkaBroker;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client of any protocol has sent, as any API gives it back: a whole server, a Kafka broker,
 * every pair.
 *
 * <p>The result is {@code docs/reference/protocols.md}; {@code -Dclew.protocols.write=true} writes
 * it anew.
 */
class ProtocolTableTest {

  private static final Path DOCUMENT = Path.of("../docs/reference/protocols.md");
  private static final int PACKETS_MAX = 120;

  @TempDir private Path directory;

  @Test
  void everyProtocol_byEveryApi_isWhatTheDocumentSays() throws Exception {
    ProtocolTable table = new ProtocolTable();
    try (KafkaBroker broker = KafkaBroker.start(directory);
        KafkaTopics kafka = KafkaTopics.create(broker);
        TestServer server =
            TestServer.start(
                directory.resolve("store"),
                "kafka.bootstrap-servers=" + broker.address(),
                "kafka.topics=" + KafkaTopics.setting());
        HttpClient http = HttpClient.newHttpClient()) {
      Readers readers = new Readers(server.endpoints(), http);
      for (Protocol protocol : Protocol.values()) {
        sendUntilThere(protocol, new Senders(server.endpoints(), http, kafka), readers);
        for (Api api : Api.values()) {
          table.add(protocol, api, readers.read(protocol, api));
        }
      }
    }

    assertThat(table.differences(Protocol.OTLP_GRPC, Api.JAEGER_V3_GRPC)).isEmpty();
    assertThat(table.differences(Protocol.JAEGER_COMPACT, Api.JAEGER_HTTP)).isEmpty();
    assertThat(table.differences(Protocol.JAEGER_GRPC, Api.JAEGER_V2_GRPC)).isEmpty();
    assertThat(table.differences(Protocol.ZIPKIN_V2_JSON, Api.ZIPKIN)).isEmpty();
    for (Family family : Family.values()) {
      assertOfOneKind(table, family);
    }
    if (Boolean.getBoolean("clew.protocols.write")) {
      Files.writeString(DOCUMENT, table.toMarkdown());
    }
    assertThat(table.toMarkdown())
        .as("docs/reference/protocols.md (-Dclew.protocols.write=true writes it anew)")
        .isEqualTo(Files.readString(DOCUMENT));
  }

  /** Protocols that say the same come out the same. */
  private static void assertOfOneKind(ProtocolTable table, Family family) {
    for (Api api : Api.values()) {
      Map<Protocol, Set<Fact>> differences = new EnumMap<>(Protocol.class);
      for (Protocol protocol : Protocol.values()) {
        if (protocol.family() == family) {
          differences.put(protocol, table.differences(protocol, api));
        }
      }
      assertThat(Set.copyOf(differences.values())).as("%s: %s", api, differences).hasSize(1);
    }
  }

  /**
   * A packet that gets lost is sent again, and so is a record until the server reads; a span that
   * comes twice is one span.
   */
  private static void sendUntilThere(Protocol protocol, Senders senders, Readers readers)
      throws Exception {
    for (int i = 0; i < PACKETS_MAX; i++) {
      senders.send(protocol);
      for (int j = 0; j < 100; j++) {
        if (readers.isThere(protocol)) {
          return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
    throw new AssertionError(protocol + ": the trace has not come");
  }
}
