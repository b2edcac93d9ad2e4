// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.udp;

/**
 * How much is taken in by UDP at once; the same settings, and the same values, as in Jaeger's
 * agent.
 *
 * @param packetBytesMax largest packet; what is larger is dropped and counted
 * @param queuePackets packets that wait to be decoded; one more is dropped and counted
 * @param workers how many packets are decoded at the same time
 * @param socketBytes what the operating system is asked to hold for the socket; it may give less
 */
public record UdpConfig(int packetBytesMax, int queuePackets, int workers, int socketBytes) {

  private static final int DATAGRAM_BYTES_MAX = 65_507;

  /** Checks each value. */
  public UdpConfig {
    check(packetBytesMax, DATAGRAM_BYTES_MAX, "packetBytesMax");
    check(queuePackets, 1_000_000, "queuePackets");
    check(workers, 1_000, "workers");
    check(socketBytes, 1 << 30, "socketBytes");
  }

  /** The agent's values, and a socket that holds a few dozen full packets. */
  public static UdpConfig defaults() {
    return new UdpConfig(65_000, 1_000, 10, 4 << 20);
  }

  private static void check(int value, int max, String name) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + max + ")");
    }
  }
}
