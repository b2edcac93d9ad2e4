// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.ReadableFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Opens a journal: reads back what is in it, and makes it ready to be written to.
 *
 * <p>What a crash cut off in the middle of a write, at the end of a file, is cut off for good and
 * noted in the log: it was not acknowledged. Everything else that is no intact frame is damage: it
 * is logged with file and offset and returned, what can be read around it is read, and its file is
 * kept. Files that were released before are deleted unread.
 *
 * <p>Batches are decoded on the executor's threads and handed over in order on the caller's.
 */
public final class JournalRecovery {

  private static final System.Logger LOGGER = System.getLogger(JournalRecovery.class.getName());
  private static final int DECODED_AHEAD_MAX = 8;

  /** Takes the batches as they are read. */
  public interface BatchConsumer {

    /** Takes the next batch, which is dead afterwards. */
    void accept(SpanBatch batch);

    /** All batches of the file with this number have been handed over. */
    void fileEnded(long fileNumber);
  }

  /** A journal that is ready, and what was damaged in it. */
  public record Recovered(Journal journal, List<Damage> damages) {
    public Recovered {
      damages = List.copyOf(damages);
    }
  }

  private record Decoded(
      JournalFileScan.Frame frame, SpanBatchBuilder builder, CompletableFuture<SpanBatch> batch) {}

  private final Disk disk;
  private final JournalFiles files;
  private final JournalConfig config;
  private final Executor executor;
  private final BatchConsumer consumer;
  private final List<Damage> damages = new ArrayList<>();
  private final Deque<Decoded> ahead = new ArrayDeque<>();
  private final Deque<SpanBatchBuilder> builders = new ArrayDeque<>();
  private long sequence; // that is expected next

  private JournalRecovery(
      Disk disk, Path directory, JournalConfig config, Executor executor, BatchConsumer consumer) {
    this.disk = disk;
    this.files = new JournalFiles(disk, directory);
    this.config = config;
    this.executor = executor;
    this.consumer = consumer;
  }

  /**
   * Opens the journal in a directory, which is created if need be.
   *
   * @param releasedNumber files up to this number have been released
   * @throws StoreException if the disk fails, or a file is of a later version
   */
  public static Recovered open(
      Disk disk,
      Path directory,
      JournalConfig config,
      long releasedNumber,
      Executor executor,
      BatchConsumer consumer) {
    try {
      JournalRecovery recovery = new JournalRecovery(disk, directory, config, executor, consumer);
      return recovery.run(releasedNumber);
    } catch (IOException e) {
      throw new StoreException("journal: cannot open " + directory, e);
    }
  }

  private Recovered run(long releasedNumber) throws IOException {
    files.open(releasedNumber);
    files.release(releasedNumber);
    for (long number : files.numbers()) {
      read(number);
    }
    return new Recovered(new Journal(disk, files, config, sequence), damages);
  }

  private void read(long number) throws IOException {
    Path path = files.path(number);
    JournalFileScan scan;
    try (ReadableFile file = disk.open(path)) {
      files.setBytes(number, file.size());
      scan = new JournalFileScan(file, number);
      scan.begin();
      int holes = 0;
      for (JournalFileScan.Frame frame = scan.next(); frame != null; frame = scan.next()) {
        checkSequence(path, frame.sequence(), scan.holes().size() > holes);
        holes = scan.holes().size();
        if (frame.kind() == JournalFormat.KIND_BATCH) {
          decode(frame);
        }
        if (ahead.size() > DECODED_AHEAD_MAX) {
          handOver(number);
        }
      }
      while (!ahead.isEmpty()) {
        handOver(number);
      }
      judge(scan, number, file.size());
    }
    consumer.fileEnded(number);
  }

  /** Tells the tail that a crash cut off from damage. */
  private void judge(JournalFileScan scan, long number, long size) throws IOException {
    Path path = files.path(number);
    for (JournalFileScan.Hole hole : scan.joinedHoles()) {
      boolean atEnd = hole.offset() + hole.bytes() == size;
      if (atEnd && !scan.isEnded() && hole.offset() >= scan.forced()) {
        LOGGER.log(
            Level.INFO,
            "journal: {0}: cut {1} bytes of an unfinished write at {2} ({3})",
            path,
            Long.toString(hole.bytes()),
            Long.toString(hole.offset()),
            hole.reason());
        disk.truncate(path, hole.offset());
        files.setBytes(number, hole.offset());
      } else {
        addDamage(new Damage(path, hole.offset(), hole.bytes(), hole.reason()));
        files.markDamaged(number);
      }
    }
  }

  /** Reports frames that are missing, unless there is a hole where they were. */
  private void checkSequence(Path path, long found, boolean afterHole) {
    if (found > sequence && sequence > 0 && !afterHole) {
      addDamage(
          new Damage(
              path, 0, 0, (found - sequence) + " frames before frame " + found + ": missing"));
    }
    sequence = Math.max(sequence, found + 1);
  }

  private void decode(JournalFileScan.Frame frame) {
    SpanBatchBuilder builder = builders.isEmpty() ? new SpanBatchBuilder() : builders.pop();
    ahead.add(
        new Decoded(
            frame,
            builder,
            CompletableFuture.supplyAsync(
                () -> {
                  byte[] bytes = frame.bytes();
                  BatchDecoder.decode(
                      bytes, JournalFormat.FRAME_HEADER_BYTES, bytes.length, builder);
                  return builder.view();
                },
                executor)));
  }

  private void handOver(long number) {
    Decoded decoded = ahead.remove();
    try {
      consumer.accept(decoded.batch().join());
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof MalformedBatchException malformed)) {
        throw e;
      }
      addDamage(
          new Damage(
              files.path(number),
              decoded.frame().offset(),
              decoded.frame().bytes().length,
              String.valueOf(malformed.getMessage())));
      files.markDamaged(number);
    }
    decoded.builder().clear();
    builders.push(decoded.builder());
  }

  private void addDamage(Damage damage) {
    LOGGER.log(
        Level.ERROR,
        "journal: {0}: {1} bytes at {2} cannot be read and are left out: {3}",
        damage.file(),
        Long.toString(damage.bytes()),
        Long.toString(damage.offset()),
        damage.reason());
    damages.add(damage);
  }
}
