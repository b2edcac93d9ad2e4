// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.util.ArrayList;
import java.util.List;

/** Every port that a server listens on, with the offset added. */
public record Ports(
    Listener otlpGrpc,
    Listener otlpHttp,
    List<Listener> jaeger,
    Listener zipkin,
    Listener query,
    Listener queryGrpc,
    Listener jaegerStorage,
    Listener admin) {

  private static final int PORT_MAX = 65_535;

  /** What a port is opened for. */
  public enum Transport {
    TCP,
    UDP
  }

  /** A port and what it is for. */
  public record Listener(String name, String key, int port, Transport transport) {

    /** A port for TCP. */
    public Listener(String name, String key, int port) {
      this(name, key, port, Transport.TCP);
    }

    private boolean isSame(Listener other) {
      return port == other.port && port != 0 && transport == other.transport;
    }
  }

  static Ports read(Configuration configuration) {
    Ports ports =
        new Ports(
            listener("OTLP gRPC", OtlpSettings.GRPC_PORT, configuration),
            listener("OTLP HTTP", OtlpSettings.HTTP_PORT, configuration),
            JaegerSettings.ports(configuration),
            listener("Zipkin", ZipkinSettings.PORT, configuration),
            listener("web UI and query APIs", QuerySettings.PORT, configuration),
            listener("Jaeger's query services", JaegerQuerySettings.GRPC_PORT, configuration),
            listener("Jaeger's remote storage", JaegerQuerySettings.STORAGE_PORT, configuration),
            listener("health and metrics", Settings.ADMIN_PORT, configuration));
    List<String> problems = ports.problems();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return ports;
  }

  /** In the order in which they are explained to people. */
  public List<Listener> all() {
    List<Listener> all = new ArrayList<>(List.of(otlpGrpc, otlpHttp));
    all.addAll(jaeger);
    all.addAll(List.of(zipkin, query, queryGrpc, jaegerStorage, admin));
    return List.copyOf(all);
  }

  private static Listener listener(
      String name, Setting<Integer> setting, Configuration configuration) {
    int port = configuration.get(setting);
    boolean moves = port != 0; // 0 stays: it takes a free port
    return new Listener(
        name, setting.key(), moves ? port + configuration.get(Settings.PORT_OFFSET) : 0);
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    List<Listener> seen = new ArrayList<>();
    for (Listener listener : all()) {
      if (listener.port > PORT_MAX) {
        problems.add(
            "%s: %s with port-offset (expected: at most %s)"
                .formatted(listener.key, listener.port, PORT_MAX));
      }
      seen.stream()
          .filter(listener::isSame)
          .map(other ->
              "%s: %s (expected: another port than %s)"
                  .formatted(listener.key, listener.port, other.key))
          .forEach(problems::add);
      seen.add(listener);
    }
    return problems;
  }
}
