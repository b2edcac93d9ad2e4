// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.codec.otlp.OtlpLimits;
import dev.clew.receiver.otlp.OtlpReceiverConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** The keys of the OTLP receiver. */
public final class OtlpSettings {

  private static final OtlpReceiverConfig DEFAULTS = OtlpReceiverConfig.defaults();

  public static final Setting<Integer> GRPC_PORT =
      new Setting<>("otlp.grpc.port", ValueTypes.port(), DEFAULTS.grpcPort(), "OTLP over gRPC.");

  public static final Setting<Integer> HTTP_PORT =
      new Setting<>(
          "otlp.http.port",
          ValueTypes.port(),
          DEFAULTS.httpPort(),
          "OTLP over HTTP, protobuf and JSON.");

  public static final Setting<Long> MESSAGE_BYTES_MAX =
      new Setting<>(
          "otlp.message-bytes-max",
          ValueTypes.bytes(64 * Settings.KIB, Settings.GIB),
          DEFAULTS.messageBytesMax(),
          "Largest request accepted, as received and as unpacked. A larger one is refused for"
              + " good.");

  public static final Setting<Integer> SPANS_PER_REQUEST_MAX =
      new Setting<>(
          "otlp.spans-per-request-max",
          ValueTypes.integer(1, 100_000_000),
          DEFAULTS.limits().spansPerRequestMax(),
          "Most spans taken from one request; those beyond are rejected and reported to the"
              + " sender.");

  public static final Setting<Duration> REQUEST_TIMEOUT =
      new Setting<>(
          "otlp.request-timeout",
          ValueTypes.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          DEFAULTS.requestTimeout(),
          "Longest time from the headers of a request to its answer.");

  public static final Setting<Duration> IDLE_TIMEOUT =
      new Setting<>(
          "otlp.idle-timeout",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          DEFAULTS.idleTimeout(),
          "A connection without requests is closed after this time.");

  public static final Setting<Integer> CONNECTIONS_MAX =
      new Setting<>(
          "otlp.connections-max",
          ValueTypes.integer(1, 1_000_000),
          DEFAULTS.connectionsMax(),
          "Most connections to each port; more are closed at once.");

  public static final Setting<List<String>> CORS_ORIGINS =
      new Setting<>(
          "otlp.cors-origins",
          ValueTypes.list("a list of origins such as https://shop.example, or * for any"),
          DEFAULTS.corsOrigins(),
          "Origins whose web pages may send spans over HTTP.");

  private OtlpSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        GRPC_PORT,
        HTTP_PORT,
        MESSAGE_BYTES_MAX,
        SPANS_PER_REQUEST_MAX,
        REQUEST_TIMEOUT,
        IDLE_TIMEOUT,
        CONNECTIONS_MAX,
        CORS_ORIGINS);
  }

  static OtlpReceiverConfig read(Configuration configuration, InetAddress host, Ports ports) {
    OtlpLimits limits = DEFAULTS.limits();
    return new OtlpReceiverConfig(
        host.getHostAddress(),
        ports.otlpGrpc().port(),
        ports.otlpHttp().port(),
        configuration.get(MESSAGE_BYTES_MAX),
        configuration.get(REQUEST_TIMEOUT),
        configuration.get(IDLE_TIMEOUT),
        configuration.get(CONNECTIONS_MAX),
        configuration.get(Settings.SHUTDOWN_TIMEOUT),
        configuration.get(CORS_ORIGINS),
        new OtlpLimits(
            configuration.get(SPANS_PER_REQUEST_MAX),
            limits.attributesPerOwnerMax(),
            limits.eventsPerSpanMax(),
            limits.linksPerSpanMax(),
            limits.itemsPerRequestMax(),
            limits.nestingDepthMax()));
  }
}
