// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.udp;

import dev.clew.pipeline.IngestSource;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.udp.UdpMetrics.Drop;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One UDP port: a thread that does nothing but empty the socket into a queue, and workers that
 * decode what is in the queue.
 *
 * <p>When the store takes nothing the workers wait, the queue fills, and packets are dropped and
 * counted; no input and no failure of the store ends the thread or a worker.
 *
 * <p>Threads: start and stop from one thread; the rest from any.
 */
public final class UdpListener {

  private static final System.Logger LOGGER = System.getLogger(UdpListener.class.getName());

  private final String name;
  private final InetSocketAddress address;
  private final UdpConfig config;
  private final BlockingQueue<byte[]> queue;
  private final UdpMetrics metrics;
  private final UdpWorkers workers;
  private @Nullable DatagramChannel channel;
  private @Nullable Thread reader;

  /**
   * A port that opens once it is started.
   *
   * @param name for messages and metrics, such as {@code jaeger.udp.compact}; its setting is {@code
   *     <name>.port}
   * @param address where to listen; port 0 takes a free one
   */
  public UdpListener(
      String name,
      InetSocketAddress address,
      UdpConfig config,
      MeterRegistry meters,
      IngestSource source,
      PayloadDecoder decoder) {
    this.name = name;
    this.address = address;
    this.config = config;
    queue = new ArrayBlockingQueue<>(config.queuePackets());
    metrics = new UdpMetrics(meters, name, queue);
    workers = new UdpWorkers(name, queue, source, decoder, metrics);
  }

  /**
   * Opens the port.
   *
   * @throws UncheckedIOException if that is not possible
   */
  public void start() {
    try {
      DatagramChannel opened = DatagramChannel.open();
      opened.setOption(StandardSocketOptions.SO_RCVBUF, config.socketBytes());
      try {
        opened.bind(address);
      } catch (IOException e) {
        opened.close();
        throw e;
      }
      channel = opened;
      workers.start(config.workers());
      reader = Thread.ofPlatform().name(name).daemon().start(() -> read(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(name + ".port " + address.getPort() + ": " + e.getMessage(), e));
    }
  }

  /** The port in use; the configured one, or the free one that was taken for 0. */
  public int port() {
    try {
      return channel != null && channel.getLocalAddress() instanceof InetSocketAddress local
          ? local.getPort()
          : address.getPort();
    } catch (IOException _) {
      return address.getPort(); // closed
    }
  }

  /** Whether the port is open. */
  public boolean isListening() {
    return channel != null && channel.isOpen();
  }

  /**
   * Closes the port and decodes what is in the queue, as long as that may take; what is left then
   * is dropped and counted. Idempotent.
   */
  public void stop(Duration timeout) {
    DatagramChannel opened = channel;
    Thread thread = reader;
    if (opened == null || thread == null || !opened.isOpen()) {
      return;
    }
    try {
      opened.close();
      thread.join();
      workers.stop(timeout);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, name + ": did not close", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    metrics.dropped(Drop.STOPPING, queue.size());
    queue.clear();
  }

  private void read(DatagramChannel opened) {
    byte[] packet = new byte[config.packetBytesMax() + 1];
    ByteBuffer buffer = ByteBuffer.wrap(packet);
    while (opened.isOpen()) {
      try {
        buffer.clear();
        opened.receive(buffer);
        accept(packet, buffer.position());
      } catch (ClosedChannelException _) {
        return;
      } catch (IOException e) {
        // such as an ICMP answer to somebody else's packet: says nothing about the next one
        LOGGER.log(System.Logger.Level.DEBUG, name + ": receive failed", e);
      }
    }
  }

  private void accept(byte[] packet, int length) {
    metrics.received();
    if (length > config.packetBytesMax()) {
      metrics.dropped(Drop.TOO_LARGE, 1);
    } else if (!queue.offer(Arrays.copyOf(packet, length))) {
      metrics.dropped(Drop.QUEUE_FULL, 1);
    }
  }
}
