// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.pipeline.IngestConfig;
import dev.clew.server.logging.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The catalogue: every key of the configuration, in the order of the reference. */
public final class Settings {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

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

  public static final Setting<Duration> SHUTDOWN_TIMEOUT =
      new Setting<>(
          "shutdown.timeout",
          ValueTypes.duration(Duration.ZERO, Duration.ofMinutes(10)),
          Duration.ofSeconds(10),
          "How long a stopping server lets requests in flight finish before it cuts them off.");

  public static final Setting<Integer> OTLP_GRPC_PORT =
      new Setting<>("otlp.grpc.port", ValueTypes.port(), 4317, "OTLP over gRPC.");

  public static final Setting<Integer> OTLP_HTTP_PORT =
      new Setting<>(
          "otlp.http.port", ValueTypes.port(), 4318, "OTLP over HTTP, protobuf and JSON.");

  public static final Setting<Long> OTLP_MESSAGE_BYTES_MAX =
      new Setting<>(
          "otlp.message-bytes-max",
          ValueTypes.bytes(64 * KIB, GIB),
          64 * MIB,
          "Largest OTLP request accepted, after decompression. A larger one is refused and not to"
              + " be retried.");

  public static final Setting<Long> INGEST_QUEUE_BYTES_MAX =
      new Setting<>(
          "ingest.queue-bytes-max",
          ValueTypes.bytes(MIB, 64 * GIB),
          IngestConfig.defaults().queueBytesMax(),
          "Most bytes that may be on their way between the network and the disk. Beyond it senders"
              + " are told to wait.");

  public static final Setting<Duration> INGEST_RETRY_AFTER =
      new Setting<>(
          "ingest.retry-after",
          ValueTypes.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
          IngestConfig.defaults().retryAfter(),
          "How long a sender is told to wait when there is no room for its spans.");

  public static final Setting<Integer> QUERY_PORT =
      new Setting<>("query.port", ValueTypes.port(), 16686, "Web UI and query APIs.");

  public static final Setting<Integer> ADMIN_PORT =
      new Setting<>(
          "admin.port", ValueTypes.port(), 14269, "Health, readiness and Prometheus metrics.");

  private Settings() {}

  public static List<Setting<?>> all() {
    return List.of(
        HOST,
        PORT_OFFSET,
        DATA_DIR,
        LOG_LEVEL,
        SHUTDOWN_TIMEOUT,
        OTLP_GRPC_PORT,
        OTLP_HTTP_PORT,
        OTLP_MESSAGE_BYTES_MAX,
        INGEST_QUEUE_BYTES_MAX,
        INGEST_RETRY_AFTER,
        QUERY_PORT,
        ADMIN_PORT);
  }
}
