// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.receiver.jaeger.JaegerReceiverConfig;
import dev.clew.receiver.udp.UdpConfig;
import dev.clew.server.config.Ports.Listener;
import dev.clew.server.config.Ports.Transport;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The keys of the Jaeger receiver. */
public final class JaegerSettings {

  private static final JaegerReceiverConfig DEFAULTS = JaegerReceiverConfig.defaults();
  private static final UdpConfig UDP = DEFAULTS.udp();

  public static final Setting<OptionalInt> GRPC_PORT =
      new Setting<>(
          "jaeger.grpc.port",
          ValueTypes.portOrOff(),
          DEFAULTS.grpcPort(),
          "Jaeger's collector over gRPC.");

  public static final Setting<OptionalInt> HTTP_PORT =
      new Setting<>(
          "jaeger.http.port",
          ValueTypes.portOrOff(),
          DEFAULTS.httpPort(),
          "Jaeger's collector over HTTP, Thrift at `/api/traces`.");

  public static final Setting<OptionalInt> COMPACT_PORT =
      new Setting<>(
          "jaeger.udp.compact.port",
          ValueTypes.portOrOff(),
          DEFAULTS.compactPort(),
          "Jaeger's agent over UDP, compact Thrift.");

  public static final Setting<OptionalInt> BINARY_PORT =
      new Setting<>(
          "jaeger.udp.binary.port",
          ValueTypes.portOrOff(),
          DEFAULTS.binaryPort(),
          "Jaeger's agent over UDP, binary Thrift.");

  public static final Setting<OptionalInt> ZIPKIN_PORT =
      new Setting<>(
          "jaeger.udp.zipkin.port",
          ValueTypes.portOrOff(),
          DEFAULTS.zipkinPort(),
          "Jaeger's agent over UDP, Zipkin's spans in compact Thrift, as its oldest clients send"
              + " them.");

  public static final Setting<Integer> PACKET_BYTES_MAX =
      new Setting<>(
          "jaeger.udp.packet-bytes-max",
          ValueTypes.integer(512, 65_507),
          UDP.packetBytesMax(),
          "Largest UDP packet; a larger one is dropped and counted.");

  public static final Setting<Integer> QUEUE_PACKETS =
      new Setting<>(
          "jaeger.udp.queue-packets",
          ValueTypes.integer(1, 1_000_000),
          UDP.queuePackets(),
          "Packets of one UDP port that wait to be decoded; one more is dropped and counted.");

  public static final Setting<Integer> WORKERS =
      new Setting<>(
          "jaeger.udp.workers",
          ValueTypes.integer(1, 1_000),
          UDP.workers(),
          "Packets of one UDP port that are decoded at the same time.");

  public static final Setting<Long> SOCKET_BYTES =
      new Setting<>(
          "jaeger.udp.socket-bytes",
          ValueTypes.bytes(Settings.KIB, Settings.GIB),
          (long) UDP.socketBytes(),
          "What the operating system is asked to hold for each UDP port; it may give less.");

  private JaegerSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        GRPC_PORT,
        HTTP_PORT,
        COMPACT_PORT,
        BINARY_PORT,
        ZIPKIN_PORT,
        PACKET_BYTES_MAX,
        QUEUE_PACKETS,
        WORKERS,
        SOCKET_BYTES);
  }

  /** The ports that are not off. */
  static List<Listener> ports(Configuration configuration) {
    return Stream.of(
            listener("Jaeger gRPC", GRPC_PORT, Transport.TCP, configuration),
            listener("Jaeger HTTP", HTTP_PORT, Transport.TCP, configuration),
            listener("Jaeger agent, compact", COMPACT_PORT, Transport.UDP, configuration),
            listener("Jaeger agent, binary", BINARY_PORT, Transport.UDP, configuration),
            listener("Jaeger agent, Zipkin's spans", ZIPKIN_PORT, Transport.UDP, configuration))
        .flatMap(List::stream)
        .toList();
  }

  static JaegerReceiverConfig read(Configuration configuration, InetAddress host) {
    return new JaegerReceiverConfig(
        port(GRPC_PORT, configuration),
        port(HTTP_PORT, configuration),
        port(COMPACT_PORT, configuration),
        port(BINARY_PORT, configuration),
        port(ZIPKIN_PORT, configuration),
        new UdpConfig(
            configuration.get(PACKET_BYTES_MAX),
            configuration.get(QUEUE_PACKETS),
            configuration.get(WORKERS),
            Math.toIntExact(configuration.get(SOCKET_BYTES))),
        ReceiverSettings.listener(configuration, host),
        ReceiverSettings.limits(configuration));
  }

  private static List<Listener> listener(
      String name, Setting<OptionalInt> setting, Transport transport, Configuration configuration) {
    OptionalInt port = port(setting, configuration);
    return port.isEmpty()
        ? List.of()
        : List.of(new Listener(name, setting.key(), port.getAsInt(), transport));
  }

  private static OptionalInt port(Setting<OptionalInt> setting, Configuration configuration) {
    OptionalInt port = configuration.get(setting);
    return port.isEmpty() || port.getAsInt() == 0
        ? port // 0 stays: it takes a free one
        : OptionalInt.of(port.getAsInt() + configuration.get(Settings.PORT_OFFSET));
  }
}
