// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.codec.DecodeLimits;
import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** The keys that hold for all receivers, whatever their protocol. */
public final class ReceiverSettings {

  private static final ListenerConfig LISTENER = ListenerConfig.defaults();
  private static final RequestLimits LIMITS = RequestLimits.defaults();

  public static final Setting<Long> MESSAGE_BYTES_MAX =
      new Setting<>(
          "receiver.message-bytes-max",
          ValueTypes.bytes(64 * Settings.KIB, Settings.GIB),
          LIMITS.messageBytesMax(),
          "Largest request accepted, as received and as unpacked. A larger one is refused for"
              + " good.");

  public static final Setting<Integer> SPANS_PER_REQUEST_MAX =
      new Setting<>(
          "receiver.spans-per-request-max",
          ValueTypes.integer(1, 100_000_000),
          LIMITS.decode().spansPerRequestMax(),
          "Most spans taken from one request; those beyond are rejected and reported to the"
              + " sender.");

  public static final Setting<Duration> REQUEST_TIMEOUT =
      new Setting<>(
          "receiver.request-timeout",
          ValueTypes.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          LISTENER.requestTimeout(),
          "Longest time from the headers of a request to its answer.");

  public static final Setting<Duration> IDLE_TIMEOUT =
      new Setting<>(
          "receiver.idle-timeout",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          LISTENER.idleTimeout(),
          "A connection without requests is closed after this time.");

  public static final Setting<Integer> CONNECTIONS_MAX =
      new Setting<>(
          "receiver.connections-max",
          ValueTypes.integer(1, 1_000_000),
          LISTENER.connectionsMax(),
          "Most connections to each port; more are closed at once.");

  private ReceiverSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        MESSAGE_BYTES_MAX, SPANS_PER_REQUEST_MAX, REQUEST_TIMEOUT, IDLE_TIMEOUT, CONNECTIONS_MAX);
  }

  static ListenerConfig listener(Configuration configuration, InetAddress host) {
    return new ListenerConfig(
        host.getHostAddress(),
        configuration.get(REQUEST_TIMEOUT),
        configuration.get(IDLE_TIMEOUT),
        configuration.get(CONNECTIONS_MAX),
        configuration.get(Settings.SHUTDOWN_TIMEOUT));
  }

  static RequestLimits limits(Configuration configuration) {
    DecodeLimits limits = LIMITS.decode();
    return new RequestLimits(
        configuration.get(MESSAGE_BYTES_MAX),
        new DecodeLimits(
            configuration.get(SPANS_PER_REQUEST_MAX),
            limits.attributesPerOwnerMax(),
            limits.eventsPerSpanMax(),
            limits.linksPerSpanMax(),
            limits.itemsPerRequestMax(),
            limits.nestingDepthMax()));
  }
}
