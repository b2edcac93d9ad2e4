// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.server.logging.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The catalogue of keys: those of the server as a whole, and the list of all. */
public final class Settings {

  static final long KIB = 1L << 10;
  static final long MIB = 1L << 20;
  static final long GIB = 1L << 30;

  public static final Setting<String> HOST =
      new Setting<>(
          "host",
          ValueTypes.text("a host name or an IP address"),
          "127.0.0.1",
          "Address to listen on. The default can only be reached from this machine; `0.0.0.0`"
              + " listens everywhere.");

  public static final Setting<Integer> PORT_OFFSET =
      new Setting<>(
          "port-offset",
          ValueTypes.integer(0, 60_000),
          0,
          "Added to every port, so that two servers run side by side.");

  public static final Setting<Path> DATA_DIR =
      new Setting<>(
          "data-dir",
          ValueTypes.path(),
          Path.of("clew-data"),
          "Directory that holds everything stored; created when missing. One server at a time uses"
              + " it.");

  public static final Setting<LogLevel> LOG_LEVEL =
      new Setting<>(
          "log.level",
          ValueTypes.oneOf(LogLevel.class),
          LogLevel.INFO,
          "The least severe log line that is written to standard error.");

  public static final Setting<Integer> ADMIN_PORT =
      new Setting<>(
          "admin.port", ValueTypes.port(), 14269, "Health, readiness and Prometheus metrics.");

  public static final Setting<Duration> SHUTDOWN_TIMEOUT =
      new Setting<>(
          "shutdown.timeout",
          ValueTypes.duration(Duration.ZERO, Duration.ofMinutes(10)),
          Duration.ofSeconds(10),
          "How long a stopping server lets requests in flight finish before it cuts them off.");

  private Settings() {}

  /** Every key, in the order of the reference. */
  public static List<Setting<?>> all() {
    List<Setting<?>> all =
        new ArrayList<>(
            List.of(HOST, PORT_OFFSET, DATA_DIR, LOG_LEVEL, ADMIN_PORT, SHUTDOWN_TIMEOUT));
    all.addAll(ReceiverSettings.all());
    all.addAll(OtlpSettings.all());
    all.addAll(JaegerSettings.all());
    all.addAll(ZipkinSettings.all());
    all.addAll(KafkaSettings.all());
    all.addAll(IngestSettings.all());
    all.addAll(MlSettings.all());
    all.addAll(RegistrySettings.all());
    all.addAll(StoreSettings.all());
    all.addAll(QuerySettings.all());
    all.addAll(JaegerQuerySettings.all());
    return List.copyOf(all);
  }
}
