// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.journal.JournalRecovery.BatchConsumer;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A journal in a directory, with what was read back when it was opened. */
final class JournalFixture implements AutoCloseable {

  static final JournalConfig CONFIG =
      new JournalConfig(Durability.FSYNC, Duration.ofSeconds(1), 1L << 20, 0);

  final List<List<Span>> recovered = new ArrayList<>();
  final List<Long> recoveredFiles = new ArrayList<>();
  final List<Damage> damages;
  final Journal journal;
  private final BatchEncoders encoders = new BatchEncoders();

  JournalFixture(Disk disk, Path directory, JournalConfig config, long releasedNumber) {
    BatchConsumer consumer =
        new BatchConsumer() {
          @Override
          public void accept(SpanBatch batch) {
            recovered.add(Spans.list(batch));
          }

          @Override
          public void fileEnded(long fileNumber) {
            recoveredFiles.add(fileNumber);
          }
        };
    JournalRecovery.Recovered opened =
        JournalRecovery.open(disk, directory, config, releasedNumber, Runnable::run, consumer);
    journal = opened.journal();
    damages = opened.damages();
  }

  JournalFixture(Disk disk, Path directory) {
    this(disk, directory, CONFIG, 0);
  }

  void append(List<Span> spans) throws IOException {
    EncodedBatch encoded = encoders.encode(Spans.batch(spans));
    journal.append(encoded);
    encoders.release(encoded);
  }

  void write(List<Span> spans) throws IOException {
    append(spans);
    journal.commit();
  }

  @Override
  public void close() {
    journal.close();
    encoders.close();
  }
}
