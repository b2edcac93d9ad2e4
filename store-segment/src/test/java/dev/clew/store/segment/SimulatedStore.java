// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.StoreException;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.segment.compact.Archive;
import dev.clew.store.segment.compact.CompactionConfig;
import dev.clew.store.segment.compact.Compactor;
import dev.clew.store.segment.compact.RetentionPolicy;
import dev.clew.store.segment.compact.Segments;
import dev.clew.store.segment.disk.SimulatedDisk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.file.SegmentFiles;
import dev.clew.store.segment.file.SegmentPart;
import dev.clew.store.segment.journal.Damage;
import dev.clew.store.segment.journal.Durability;
import dev.clew.store.segment.journal.Journal;
import dev.clew.store.segment.journal.JournalConfig;
import dev.clew.store.segment.journal.JournalRecovery;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollups;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.testkit.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The store without its threads: everything happens when a test says so. */
final class SimulatedStore {

  private static final Path DIRECTORY = Path.of("/store");
  static final Path SEGMENTS = DIRECTORY.resolve("segments");
  private static final Zstd ZSTD = new Zstd();

  private final PartRollups rollups = new PartRollups(RollupConfig.defaults());
  private final Heads heads;
  private final Segments segments;
  private final IngestLoop ingest;
  private final MaintenanceLoop maintenance;
  private final SegmentStoreAdmin admin;
  private final JournalRecovery.Recovered recovered;

  /** A store that keeps everything. */
  SimulatedStore(SimulatedDisk disk, AtomicLong nanos) {
    this(disk, nanos, RetentionPolicy.UNLIMITED);
  }

  /**
   * Opens what is on the disk.
   *
   * @throws StoreException as {@link SegmentStore#open} does
   */
  SimulatedStore(SimulatedDisk disk, AtomicLong nanos, RetentionPolicy retention) {
    StorePlatform platform =
        new StorePlatform(
            disk, nanos::get, nanos::get, new SplittableRandom(1), new SimpleMeterRegistry());
    SegmentStoreConfig config = config(retention);
    heads = new Heads(config.head(), platform.random(), platform.nanoTime());
    segments = new Segments(disk, SEGMENTS, ZSTD);
    segments.open();
    recovered = recover(disk, config);
    Archive archive = new Archive(disk, SEGMENTS);
    archive.open();
    Compactor compactor =
        new Compactor(
            new Compactor.Platform(disk, nanos::get, nanos::addAndGet, platform.meters()),
            segments,
            archive,
            config.compaction(),
            rollups);
    Journal journal = recovered.journal();
    SegmentStoreMetrics metrics = new SegmentStoreMetrics(platform.meters());
    ingest = new IngestLoop(journal, heads, compactor::backlog, platform, metrics, config);
    HeadFlusher flusher = new HeadFlusher(heads, journal, compactor);
    maintenance = new MaintenanceLoop(flusher, compactor, platform);
    admin =
        new SegmentStoreAdmin(
            new SegmentStoreAdmin.Places(heads, segments, journal, compactor, flusher),
            archive,
            this::seal);
  }

  /** Nobody else drives the loop. */
  private CompletableFuture<Long> seal() {
    CompletableFuture<Long> sealed = ingest.seal();
    try {
      ingest.step(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return sealed;
  }

  private JournalRecovery.Recovered recover(SimulatedDisk disk, SegmentStoreConfig config) {
    JournalRecovery.BatchConsumer consumer =
        new JournalRecovery.BatchConsumer() {
          @Override
          public void accept(SpanBatch batch) {
            heads.append(batch);
          }

          @Override
          public void fileEnded(long fileNumber) {
            heads.publish();
            if (heads.isActiveFull()) {
              heads.seal(fileNumber);
            }
          }
        };
    return JournalRecovery.open(
        disk,
        DIRECTORY.resolve("journal"),
        config.journal(),
        segments.manifest().journalFile(),
        Runnable::run,
        consumer);
  }

  /** Sends a batch, and says whether it was acknowledged. */
  boolean append(SpanBatch batch) throws InterruptedException {
    CompletableFuture<Void> future = ingest.append(batch);
    ingest.step(0);
    return future.isDone() && !future.isCompletedExceptionally();
  }

  boolean maintain() {
    return maintenance.step();
  }

  int segmentCount() {
    return segments.manifest().segments().size();
  }

  List<Damage> journalDamages() {
    return recovered.damages();
  }

  int damagedSegments() {
    return segments.damagedFiles().size();
  }

  StoreAdmin admin() {
    return admin;
  }

  /** Whether answers say that something is missing. */
  boolean isDamaged() {
    return segments.isDamaged();
  }

  /** Every span that readers see, as often as they see it. */
  List<Span> spans() {
    return reading(hold -> {
      List<Span> spans = new ArrayList<>();
      hold.parts().forEach(part -> spans.addAll(copy(part)));
      return spans;
    });
  }

  /** The ids of the spans of a segment file, live or not. */
  static List<Long> spansOf(SimulatedDisk disk, Path file) {
    try (SegmentPart part = SegmentPart.open(disk, file, ZSTD)) {
      return copy(part).stream().map(Span::spanId).toList();
    } catch (StoreException _) {
      return List.of(); // it is damaged already, or was never finished
    }
  }

  private static List<Span> copy(Part part) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    part.copy(IntStream.range(0, part.rowCount()).toArray(), builder);
    return SegmentFiles.canonical(Spans.list(builder.build()));
  }

  /** Asks what is counted, in files and in heads. */
  <T> T figures(Function<List<RollupPart>, T> question) {
    return reading(hold -> {
      List<RollupPart> figures = new ArrayList<>(hold.rollups());
      figures.addAll(rollups.of(hold.uncounted(), hold.counted()));
      return question.apply(figures);
    });
  }

  /** Reads as a query does: what is damaged is set aside, and the rest is read again. */
  private <T> T reading(Function<Segments.Hold, T> question) {
    while (true) {
      try (Segments.Hold hold = segments.hold(heads::parts)) {
        return question.apply(hold);
      } catch (CorruptSegmentException e) {
        assertThat(segments.setAside(e)).as("set aside: %s", e.getMessage()).isTrue();
      }
    }
  }

  private static SegmentStoreConfig config(RetentionPolicy retention) {
    return new SegmentStoreConfig(
        new JournalConfig(Durability.FSYNC, Duration.ofSeconds(1), 4 << 10, 0),
        new HeadConfig(40, 64L << 20, Duration.ofHours(1), 1L << 30),
        64L << 20,
        Duration.ofSeconds(1),
        CompactionConfig.defaults().merging(Duration.ofDays(365), 3).with(retention));
  }
}
