// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.ReadableFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is wrong with the files of a journal; reads every frame and changes nothing. The tail of a
 * write that a crash cut off is in order, as {@link JournalRecovery} has it.
 */
public record JournalCheck(int fileCount, List<Damage> damages) {

  public JournalCheck {
    damages = List.copyOf(damages);
  }

  /**
   * Reads the journal in a directory.
   *
   * @throws IOException if the disk fails
   */
  public static JournalCheck run(Disk disk, Path directory) throws IOException {
    return read(disk, directory, 0, _ -> {});
  }

  /**
   * The same, and hands over every batch that can be read, which is dead after the call.
   *
   * @param releasedNumber files up to this number have been released, and are passed over
   */
  public static JournalCheck read(
      Disk disk, Path directory, long releasedNumber, Consumer<SpanBatch> consumer)
      throws IOException {
    JournalFiles files = new JournalFiles(disk, directory);
    List<Damage> damages = new ArrayList<>();
    try {
      files.open(0);
    } catch (NoSuchFileException _) {
      return new JournalCheck(0, damages);
    }
    for (long number : files.numbers()) {
      if (number > releasedNumber) {
        check(disk, files.path(number), number, consumer, damages);
      }
    }
    for (Path file : files.aside()) {
      damages.add(new Damage(file, 0, 0, "set aside because of damage"));
    }
    return new JournalCheck(files.numbers().size(), damages);
  }

  private static void check(
      Disk disk, Path path, long number, Consumer<SpanBatch> consumer, List<Damage> damages)
      throws IOException {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    try (ReadableFile file = disk.open(path)) {
      JournalFileScan scan = new JournalFileScan(file, number);
      scan.begin();
      for (JournalFileScan.Frame frame = scan.next(); frame != null; frame = scan.next()) {
        if (frame.kind() == JournalFormat.KIND_BATCH) {
          decode(path, frame, builder, damages);
          consumer.accept(builder.view());
        }
      }
      for (JournalFileScan.Hole hole : scan.holes()) {
        boolean atEnd = hole.offset() + hole.bytes() == file.size();
        if (!atEnd || scan.isEnded() || hole.offset() < scan.forced()) {
          damages.add(new Damage(path, hole.offset(), hole.bytes(), hole.reason()));
        }
      }
    }
  }

  private static void decode(
      Path path, JournalFileScan.Frame frame, SpanBatchBuilder builder, List<Damage> damages) {
    builder.clear();
    byte[] bytes = frame.bytes();
    try {
      BatchDecoder.decode(bytes, JournalFormat.FRAME_HEADER_BYTES, bytes.length, builder);
    } catch (MalformedBatchException e) {
      builder.clear();
      damages.add(new Damage(path, frame.offset(), bytes.length, String.valueOf(e.getMessage())));
    }
  }
}
