// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.receiver.otlp.OtlpReceiverConfig;
import java.net.InetAddress;
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

  public static final Setting<List<String>> CORS_ORIGINS =
      new Setting<>(
          "otlp.cors-origins",
          ValueTypes.list("a list of origins such as https://shop.example, or * for any"),
          DEFAULTS.corsOrigins(),
          "Origins whose web pages may send spans over HTTP.");

  private OtlpSettings() {}

  static List<Setting<?>> all() {
    return List.of(GRPC_PORT, HTTP_PORT, CORS_ORIGINS);
  }

  static OtlpReceiverConfig read(Configuration configuration, InetAddress host, Ports ports) {
    return new OtlpReceiverConfig(
        ports.otlpGrpc().port(),
        ports.otlpHttp().port(),
        ReceiverSettings.listener(configuration, host),
        ReceiverSettings.limits(configuration),
        configuration.get(CORS_ORIGINS));
  }
}
