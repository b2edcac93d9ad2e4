// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.TraceWriter;
import dev.clew.store.segment.journal.Durability;
import dev.clew.store.segment.journal.JournalConfig;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The process that {@link KillTest} kills: appends batches for ever and writes a line for each that
 * is acknowledged. Ends by itself when its standard input does.
 */
final class KilledWriter {

  static final int THREAD_COUNT = 3;

  private static final int IN_FLIGHT_MAX = 4; // per thread

  private KilledWriter() {}

  /** Small heads and files, so that rounds of a fraction of a second begin many of both. */
  static SegmentStoreConfig config() {
    return new SegmentStoreConfig(
        new JournalConfig(Durability.FSYNC, Duration.ofSeconds(1), 64 << 10, 0),
        new HeadConfig(3000, 64L << 20, Duration.ofMinutes(30), 1L << 30),
        64L << 20,
        Duration.ofSeconds(1));
  }

  public static void main(String[] arguments) throws IOException {
    int round = Integer.parseInt(arguments[1]);
    SegmentStore store = SegmentStores.open(Path.of(arguments[0]), config());
    for (int i = 0; i < THREAD_COUNT; i++) {
      int thread = i;
      Thread.ofPlatform().daemon().start(() -> write(store.writer(), round, thread));
    }
    while (System.in.read() >= 0) {}
  }

  private static void write(TraceWriter writer, int round, int thread) {
    Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
    for (int index = 0; ; index++) {
      inFlight.acquireUninterruptibly();
      KillBatch batch = new KillBatch(round, thread, index);
      CompletableFuture<Void> _ =
          writer
              .append(Spans.batch(batch.spans()))
              .whenComplete((_, failure) -> {
                System.out.println(failure == null ? batch : failure);
                inFlight.release();
              });
    }
  }
}
