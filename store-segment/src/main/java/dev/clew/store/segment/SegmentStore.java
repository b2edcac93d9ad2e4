// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import dev.clew.store.StoreException;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.TraceWriter;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.segment.compact.Archive;
import dev.clew.store.segment.compact.Compactor;
import dev.clew.store.segment.compact.Manifest;
import dev.clew.store.segment.compact.Segments;
import dev.clew.store.segment.disk.DiskLock;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.journal.Damage;
import dev.clew.store.segment.journal.Journal;
import dev.clew.store.segment.journal.JournalRecovery;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollups;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.store.segment.search.PartSearch;
import dev.clew.store.segment.search.Snapshot;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The embedded store in one directory of a disk:
 *
 * <pre>
 * lock        held while a process has the store open
 * journal/    what was acknowledged and is not in a segment yet
 * segments/   everything else
 * </pre>
 *
 * <p>Threads: as {@link TraceWriter} and {@link TraceReader} say. One thread of its own writes the
 * journal, another the segments.
 */
public final class SegmentStore implements TraceStore {

  private static final System.Logger LOGGER = System.getLogger(SegmentStore.class.getName());
  private static final String LOCK = "lock";
  private static final String JOURNAL = "journal";
  private static final String SEGMENTS = "segments";

  private final DiskLock lock;
  private final Journal journal;
  private final IngestLoop loop;
  private final IngestThread thread;
  private final Zstd zstd;
  private final Segments segments;
  private final Heads heads;
  private final PartRollups rollups;
  private final StoreAdmin admin;
  private final MaintenanceThread maintenance;
  private final TraceReader reader;
  private final List<Damage> damages;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SegmentStore(
      DiskLock lock,
      Opened opened,
      JournalRecovery.Recovered recovered,
      StorePlatform platform,
      SegmentStoreConfig config) {
    this.lock = lock;
    this.journal = recovered.journal();
    this.damages = recovered.damages();
    this.heads = opened.heads;
    this.segments = opened.segments;
    this.zstd = opened.zstd;
    this.rollups = new PartRollups(config.rollups());
    Compactor compactor =
        new Compactor(
            new Compactor.Platform(
                platform.disk(), platform.nanoTime(), LockSupport::parkNanos, platform.meters()),
            segments,
            opened.archive,
            config.compaction(),
            rollups);
    SegmentStoreMetrics metrics = new SegmentStoreMetrics(platform.meters());
    this.loop = new IngestLoop(journal, heads, compactor::backlog, platform, metrics, config);
    this.thread = new IngestThread(loop);
    HeadFlusher flusher = new HeadFlusher(heads, journal, compactor);
    this.maintenance = new MaintenanceThread(new MaintenanceLoop(flusher, compactor, platform));
    this.admin =
        new SegmentStoreAdmin(
            new SegmentStoreAdmin.Places(heads, segments, journal, compactor, flusher),
            opened.archive,
            loop::seal);
    long seed = platform.random().nextLong();
    this.reader =
        new PartSearch(this::snapshot, batch -> Head.partOf(batch, seed), platform.nanoTime());
    showFigures(metrics, compactor);
  }

  private void showFigures(SegmentStoreMetrics metrics, Compactor compactor) {
    metrics.gauge("head.spans", "Spans in memory", heads, Heads::rowCount);
    metrics.gauge("head.bytes", "Memory that the heads take", heads, Heads::bytes);
    metrics.gauge("head.bytes.max", "Limit of that memory", heads, Heads::bytesMax);
    metrics.gauge("journal.bytes", "Size of the journal's files", journal, Journal::bytes);
    metrics.gauge("journal.queue.bytes", "What waits to be written", loop, IngestLoop::queuedBytes);
    metrics.gauge("segments", "Segment files", segments, set -> set.manifest().segments().size());
    metrics.gauge(
        "segment.spans", "Spans in segments", segments, set -> set.manifest().spanCount());
    metrics.gauge("segment.bytes", "Size of the segments", segments, set -> set.manifest().bytes());
    metrics.gauge(
        "segment.damages",
        "Segments set aside as damaged",
        segments,
        set -> set.damagedFiles().size());
    metrics.gauge(
        "rollup.damages",
        "Rollup files set aside as damaged",
        segments,
        set -> set.damagedRollups().size());
    metrics.gauge(
        "compaction.backlog", "Segments that wait to be merged", compactor, Compactor::backlog);
    metrics.gauge(
        "journal.damages", "Places that could not be read at the start", damages, List::size);
  }

  /**
   * Opens the store in a directory, which is created if need be, with everything that was
   * acknowledged there before.
   *
   * @throws StoreException if another process has it open, if the disk fails, or if it was written
   *     by a later version
   */
  public static SegmentStore open(
      Path directory, StorePlatform platform, SegmentStoreConfig config) {
    DiskLock lock = lock(directory, platform);
    Zstd zstd = new Zstd();
    Opened opened =
        new Opened(
            new Heads(config.head(), platform.random(), platform.nanoTime()),
            new Segments(platform.disk(), directory.resolve(SEGMENTS), zstd),
            new Archive(platform.disk(), directory.resolve(SEGMENTS)),
            zstd);
    try {
      opened.segments.open();
      opened.archive.open();
      JournalRecovery.Recovered recovered = recover(directory, opened, platform, config);
      SegmentStore store = new SegmentStore(lock, opened, recovered, platform, config);
      store.thread.start();
      store.maintenance.start();
      return store;
    } catch (RuntimeException e) {
      opened.close();
      closeQuietly(lock);
      throw e;
    }
  }

  @Override
  public TraceWriter writer() {
    return loop;
  }

  @Override
  public TraceReader reader() {
    return reader;
  }

  @Override
  public StoreAdmin admin() {
    return admin;
  }

  /** What of the journal could not be read when the store was opened. */
  public List<Damage> damages() {
    return damages;
  }

  /** Segments that were set aside because they are damaged; {@code store repair} saves the rest. */
  public List<Path> damagedSegments() {
    return segments.damagedFiles();
  }

  /** Rollup files that were set aside; what they counted is missing from figures. */
  public List<Path> damagedRollups() {
    return segments.damagedRollups();
  }

  /** Which segments are live. */
  public Manifest manifest() {
    return segments.manifest();
  }

  /** Whether the disk takes what is written; if not, batches are refused for now. */
  public boolean isWritable() {
    return !loop.isRefusing();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.close();
      maintenance.close();
      journal.close();
      loop.close();
      segments.close();
      zstd.close();
      closeQuietly(lock);
    }
  }

  private static DiskLock lock(Path directory, StorePlatform platform) {
    try {
      platform.disk().createDirectories(directory);
      return platform
          .disk()
          .tryLock(directory.resolve(LOCK))
          .orElseThrow(() ->
              new StoreException(
                  "data directory: " + directory + " is in use (expected: one server at a time)"));
    } catch (IOException e) {
      throw new StoreException("data directory: cannot open " + directory, e);
    }
  }

  private static JournalRecovery.Recovered recover(
      Path directory, Opened opened, StorePlatform platform, SegmentStoreConfig config) {
    Heads heads = opened.heads;
    long released = opened.segments.manifest().journalFile();
    long beganNanos = platform.nanoTime().getAsLong();
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
    try (ExecutorService decoders =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("clew-journal-decode-", 0).daemon().factory())) {
      JournalRecovery.Recovered recovered =
          JournalRecovery.open(
              platform.disk(),
              directory.resolve(JOURNAL),
              config.journal(),
              released,
              decoders,
              consumer);
      LOGGER.log(
          Level.INFO,
          "journal: {0} spans read back in {1} ms",
          Long.toString(heads.rowCount()),
          Long.toString((platform.nanoTime().getAsLong() - beganNanos) / 1_000_000));
      return recovered;
    }
  }

  private static void closeQuietly(DiskLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "lock of the data directory: cannot give it back", e);
    }
  }

  /** What readers see at this moment, each span once. */
  Snapshot snapshot() {
    Segments.Hold hold = segments.hold(heads::parts);
    boolean isDamaged = !damages.isEmpty() || segments.isDamaged();
    return new HeldParts(isDamaged, segments, hold, rollups);
  }

  /** What is there before the journal has been read. */
  private record Opened(Heads heads, Segments segments, Archive archive, Zstd zstd) {
    void close() {
      segments.close();
      zstd.close();
    }
  }

  private record HeldParts(
      boolean isDamaged, Segments segments, Segments.Hold hold, PartRollups counted)
      implements Snapshot {
    @Override
    public boolean setAside(StoreException failure) {
      return failure instanceof CorruptSegmentException damage && segments.setAside(damage);
    }

    @Override
    public List<Part> parts() {
      return hold.parts();
    }

    @Override
    public List<RollupPart> rollups() {
      List<RollupPart> rollups = new ArrayList<>(hold.rollups());
      rollups.addAll(counted.of(hold.uncounted(), hold.counted()));
      return rollups;
    }

    @Override
    public void close() {
      hold.close();
    }
  }
}
