// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.pipeline.IngestConfig;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.ui.UiConfig;
import dev.clew.receiver.jaeger.JaegerReceiverConfig;
import dev.clew.receiver.otlp.OtlpReceiverConfig;
import dev.clew.store.segment.SegmentStoreConfig;
import dev.clew.store.segment.compact.RetentionPolicy;
import dev.clew.store.segment.compact.RetentionPolicy.Exemption;
import dev.clew.store.segment.compact.RetentionPolicy.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

  @Test
  void of_nothingSet_isTheDefaultsOfTheComponentsOnTheWellKnownPorts() {
    ServerConfig config = config();

    assertThat(config.host().isLoopbackAddress()).isTrue();
    assertThat(config.ports().all())
        .extracting(Ports.Listener::port)
        .containsExactly(
            4317, 4318, 14250, 14268, 6831, 6832, 5775, 9411, 16686, 16685, 17271, 14269);
    assertThat(config.otlp()).isEqualTo(OtlpReceiverConfig.defaults());
    assertThat(config.jaeger()).isEqualTo(JaegerReceiverConfig.defaults());
    assertThat(config.ingest()).isEqualTo(IngestConfig.defaults());
    assertThat(config.store()).isEqualTo(SegmentStoreConfig.defaults());
    assertThat(config.query()).isEqualTo(QueryConfig.defaults());
    assertThat(config.ui()).isEqualTo(UiConfig.defaults());
  }

  @Test
  void of_portOffset_movesEveryPortButThoseThatAreFree() {
    ServerConfig config = config("port-offset=1000", "admin.port=0");

    assertThat(config.ports().all())
        .extracting(Ports.Listener::port)
        .containsExactly(5317, 5318, 15250, 15268, 7831, 7832, 6775, 10411, 17686, 17685, 18271, 0);
  }

  @Test
  void of_portOffsetBeyondTheLastPort_saysWhichPort() {
    assertThat(problems("port-offset=50000", "jaeger.storage.port=0", "query.grpc.port=0"))
        .containsExactly("query.port: 66686 with port-offset (expected: at most 65535)");
  }

  @Test
  void of_samePortTwice_namesBothKeys() {
    assertThat(problems("otlp.http.port=4317", "admin.port=4317"))
        .containsExactly(
            "otlp.http.port: 4317 (expected: another port than otlp.grpc.port)",
            "admin.port: 4317 (expected: another port than otlp.grpc.port)",
            "admin.port: 4317 (expected: another port than otlp.http.port)");
  }

  @Test
  void of_freePortSeveralTimes_isFine() {
    assertThat(config("query.port=0", "admin.port=0").ports().all()).hasSize(12);
  }

  @Test
  void of_valuesThatDoNotGoTogether_areReported() {
    assertThat(problems("query.timeout=10m"))
        .singleElement()
        .asString()
        .startsWith("query: responseTimeout: PT5M (expected: ");
  }

  @Test
  void of_retention_isOfTheStoreWithOverridesInOrder() {
    RetentionPolicy retention =
        config(
                "store.retention.age-max=30d",
                "store.retention.tenant-attribute=customer",
                "store.retention.overrides=service:debug=1d, tenant:a=b=90d/50GiB, service:x=0s")
            .store()
            .compaction()
            .retention();

    assertThat(retention.standard()).isEqualTo(new Limit(Duration.ofDays(30), Long.MAX_VALUE));
    assertThat(retention.exemptions())
        .containsExactly(
            Exemption.ofService("debug", new Limit(Duration.ofDays(1), Long.MAX_VALUE)),
            Exemption.ofResource("customer", "a=b", new Limit(Duration.ofDays(90), 50L << 30)),
            Exemption.ofService("x", Limit.NONE));
  }

  @Test
  void of_retentionMalformed_namesTheEntry() {
    assertThat(problems("store.retention.overrides=service:debug"))
        .singleElement()
        .asString()
        .startsWith("store: store.retention.overrides: service:debug (expected: a list of ");
  }

  @Test
  void of_hostThatDoesNotExist_isReported() {
    assertThat(problems("host=no such host"))
        .containsExactly("host: no such host (expected: a name or address of this machine)");
  }

  private static ServerConfig config(String... assignments) {
    List<Assignment> overrides =
        Stream.of(assignments)
            .map(text -> text.split("=", 2))
            .map(parts -> new Assignment(parts[0], parts[1], "--set"))
            .toList();
    return ServerConfig.of(new ConfigurationLoader(Settings.all()).load(null, Map.of(), overrides));
  }

  private static List<String> problems(String... assignments) {
    return catchThrowableOfType(ConfigurationException.class, () -> config(assignments)).problems();
  }
}
