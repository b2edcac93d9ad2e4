// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.pipeline.IngestConfig;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.ui.UiConfig;
import dev.clew.receiver.jaeger.JaegerReceiverConfig;
import dev.clew.receiver.kafka.KafkaReceiverConfig;
import dev.clew.receiver.otlp.OtlpReceiverConfig;
import dev.clew.server.logging.LogLevel;
import dev.clew.store.segment.SegmentStoreConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything the assembly needs to know, as the config records of the components.
 *
 * @param host the address that all ports are opened on
 * @param shutdownTimeout how long requests in flight may take once the server stops
 */
public record ServerConfig(
    InetAddress host,
    Ports ports,
    Path dataDirectory,
    OtlpReceiverConfig otlp,
    JaegerReceiverConfig jaeger,
    KafkaReceiverConfig kafka,
    IngestConfig ingest,
    MlConfig ml,
    RegistriesConfig registries,
    SegmentStoreConfig store,
    QueryConfig query,
    JaegerQueryConfig jaegerQuery,
    UiConfig ui,
    ZipkinConfig zipkin,
    LogLevel logLevel,
    Duration shutdownTimeout) {

  /**
   * Maps a configuration.
   *
   * @throws ConfigurationException when values that are right by themselves do not go together
   */
  public static ServerConfig of(Configuration configuration) {
    InetAddress host = host(configuration.get(Settings.HOST));
    Ports ports = Ports.read(configuration);
    return new ServerConfig(
        host,
        ports,
        configuration.get(Settings.DATA_DIR),
        section("otlp", () -> OtlpSettings.read(configuration, host, ports)),
        section("jaeger", () -> JaegerSettings.read(configuration, host)),
        section("kafka", () -> KafkaSettings.read(configuration)),
        section("ingest", () -> IngestSettings.read(configuration)),
        section("ml", () -> MlSettings.read(configuration)),
        section("registry", () -> RegistrySettings.read(configuration)),
        section("store", () -> StoreSettings.read(configuration)),
        section("query", () -> QuerySettings.read(configuration)),
        section("jaeger", () -> JaegerQuerySettings.read(configuration)),
        section("ui", () -> QuerySettings.readUi(configuration)),
        section("zipkin", () -> ZipkinSettings.read(configuration)),
        configuration.get(Settings.LOG_LEVEL),
        configuration.get(Settings.SHUTDOWN_TIMEOUT));
  }

  private static <T> T section(String name, Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(name + ": " + e.getMessage()));
    }
  }

  private static InetAddress host(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException _) {
      throw new ConfigurationException(
          List.of("host: %s (expected: a name or address of this machine)".formatted(name)));
    }
  }
}
