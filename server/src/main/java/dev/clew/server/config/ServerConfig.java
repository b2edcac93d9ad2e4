// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.pipeline.IngestConfig;
import dev.clew.server.logging.LogLevel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the assembly needs to know, as the config records of the components. This is the one
 * place where keys become records.
 *
 * @param host the address that all ports are opened on
 * @param shutdownTimeout how long requests in flight may take once the server stops
 */
public record ServerConfig(
    InetAddress host,
    Listener otlpGrpc,
    Listener otlpHttp,
    Listener query,
    Listener admin,
    Path dataDirectory,
    IngestConfig ingest,
    LogLevel logLevel,
    Duration shutdownTimeout) {

  private static final int PORT_MAX = 65_535;

  /**
   * Maps a configuration.
   *
   * @throws ConfigurationException when values that are right by themselves do not go together
   */
  public static ServerConfig of(Configuration configuration) {
    ServerConfig config =
        new ServerConfig(
            host(configuration),
            listener("OTLP gRPC", Settings.OTLP_GRPC_PORT, configuration),
            listener("OTLP HTTP", Settings.OTLP_HTTP_PORT, configuration),
            listener("web UI and query APIs", Settings.QUERY_PORT, configuration),
            listener("health and metrics", Settings.ADMIN_PORT, configuration),
            configuration.get(Settings.DATA_DIR),
            new IngestConfig(
                configuration.get(Settings.INGEST_QUEUE_BYTES_MAX),
                configuration.get(Settings.INGEST_RETRY_AFTER)),
            configuration.get(Settings.LOG_LEVEL),
            configuration.get(Settings.SHUTDOWN_TIMEOUT));
    config.requireDistinctPorts();
    return config;
  }

  /** Every port, in the order in which they are explained to people. */
  public List<Listener> listeners() {
    return List.of(otlpGrpc, otlpHttp, query, admin);
  }

  private static InetAddress host(Configuration configuration) {
    String host = configuration.get(Settings.HOST);
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException _) {
      throw new ConfigurationException(
          List.of("host: %s (expected: a name or address of this machine)".formatted(host)));
    }
  }

  private static Listener listener(
      String name, Setting<Integer> setting, Configuration configuration) {
    int configured = configuration.get(setting);
    int port = configured == 0 ? 0 : configured + configuration.get(Settings.PORT_OFFSET);
    if (port > PORT_MAX) {
      throw new ConfigurationException(
          List.of(
              "%s: %s with port-offset %s is %s (expected: at most %s)"
                  .formatted(setting.key(), configured, port - configured, port, PORT_MAX)));
    }
    return new Listener(name, setting.key(), port);
  }

  private void requireDistinctPorts() {
    List<Listener> seen = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Listener listener : listeners()) {
      for (Listener other : seen) {
        if (listener.port() != 0 && listener.port() == other.port()) {
          problems.add(
              "%s: %s (expected: another port than %s)"
                  .formatted(listener.key(), listener.port(), other.key()));
        }
      }
      seen.add(listener);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }
}
