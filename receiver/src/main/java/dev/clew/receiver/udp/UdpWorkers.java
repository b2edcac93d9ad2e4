// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.udp;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.pipeline.IngestRequest;
import dev.clew.pipeline.IngestSource;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.udp.UdpMetrics.Drop;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the packets of a queue and stores their spans. Packets that wait together are stored
 * together, which costs the store less.
 */
final class UdpWorkers {

  private static final System.Logger LOGGER = System.getLogger(UdpWorkers.class.getName());

  private static final int REQUEST_BYTES_MAX = 256 << 10;
  private static final long POLL_MILLIS = 100;
  private static final long RETRY_MILLIS = 50;

  private final String name;
  private final BlockingQueue<byte[]> queue;
  private final IngestSource source;
  private final PayloadDecoder decoder;
  private final UdpMetrics metrics;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  UdpWorkers(
      String name,
      BlockingQueue<byte[]> queue,
      IngestSource source,
      PayloadDecoder decoder,
      UdpMetrics metrics) {
    this.name = name;
    this.queue = queue;
    this.source = source;
    this.decoder = decoder;
    this.metrics = metrics;
  }

  void start(int count) {
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().name(name + "-" + i).start(this::work));
    }
  }

  /** Ends the workers once the queue is empty, or after the time-out. */
  void stop(Duration timeout) throws InterruptedException {
    stopping = true;
    long leftMillis = timeout.toMillis();
    for (Thread thread : threads) {
      // each waits for the whole time-out at most; they end together when the queue is empty
      if (!thread.join(Duration.ofMillis(leftMillis))) {
        leftMillis = 0;
        thread.interrupt();
      }
    }
    threads.clear();
  }

  private void work() {
    try {
      byte @Nullable [] packet = null;
      while (true) {
        packet = packet != null ? packet : queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (packet != null) {
          packet = store(packet);
        } else if (stopping) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // told to stop
    }
  }

  /** Stores a packet and those that wait; returns one that there was no room for, or null. */
  private byte @Nullable [] store(byte[] first) throws InterruptedException {
    IngestRequest request = open(first.length);
    decode(first, request);
    int bytes = first.length;
    byte @Nullable [] next = null;
    while (next == null && bytes < REQUEST_BYTES_MAX) {
      next = queue.poll();
      if (next == null) {
        break;
      }
      if (reserve(next.length, request)) {
        decode(next, request);
        bytes += next.length;
        next = null;
      }
    }
    var _ = request.submit(); // what becomes of it is counted there; nobody waits for an answer
    return next;
  }

  /** A request with room for a packet; waits until there is some. */
  private IngestRequest open(int bytes) throws InterruptedException {
    try {
      while (true) {
        try {
          IngestRequest request = source.open();
          if (reserve(bytes, request)) {
            return request;
          }
          request.close();
        } catch (StoreUnavailableException e) {
          if (e.reason() == Reason.STOPPING) {
            throw new InterruptedException("stopping");
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
        if (Thread.interrupted()) {
          throw new InterruptedException("stopping");
        }
      }
    } catch (InterruptedException e) {
      metrics.dropped(Drop.STOPPING, 1);
      throw e;
    }
  }

  private static boolean reserve(int bytes, IngestRequest request) {
    try {
      request.reserve(bytes);
      return true;
    } catch (StoreUnavailableException _) {
      return false;
    }
  }

  private void decode(byte[] packet, IngestRequest request) {
    try {
      decoder.decode(packet, 0, packet.length, request);
    } catch (MalformedPayloadException e) {
      source.refused("malformed");
      metrics.dropped(Drop.MALFORMED, 1);
      LOGGER.log(System.Logger.Level.DEBUG, () -> name + ": packet: " + e.getMessage());
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, name + ": packet not decoded", e);
    }
  }
}
