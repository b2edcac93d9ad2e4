// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.SpanBatch;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.TraceWriter;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollup;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.store.segment.search.PartSearch;
import dev.clew.store.segment.search.Snapshot;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A store that writes each batch to a segment at once, and merges all when there are many. */
final class SegmentFileStore implements TraceStore {

  private final Path directory;
  private final int partsMax;
  private final List<SegmentPart> parts = new ArrayList<>();
  private final List<SegmentPart> replaced = new ArrayList<>();
  private int fileNumber = 1000;
  private boolean isOpen = true;

  SegmentFileStore(Path directory, int partsMax) {
    this.directory = directory;
    this.partsMax = partsMax;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Stream<Path> files = Files.list(directory)) {
      files.sorted().map(SegmentFiles::open).forEach(parts::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!parts.isEmpty()) {
      String last = String.valueOf(parts.getLast().path().getFileName());
      fileNumber = Integer.parseInt(last.substring(0, last.indexOf('.'))) + 1;
    }
  }

  @Override
  public TraceWriter writer() {
    return this::append;
  }

  @Override
  public TraceReader reader() {
    return new PartSearch(this::snapshot, SegmentFiles::head, System::nanoTime);
  }

  @Override
  public StoreAdmin admin() {
    return StoreAdmin.none();
  }

  @Override
  public synchronized void close() {
    isOpen = false;
    parts.forEach(SegmentPart::close);
    parts.clear();
    replaced.forEach(SegmentPart::close);
    replaced.clear();
  }

  private synchronized CompletableFuture<Void> append(SpanBatch batch) {
    if (!isOpen) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(Reason.STOPPING, "store: closed", Duration.ofSeconds(1)));
    }
    parts.add(SegmentFiles.write(nextFile(), SegmentFiles.head(batch)));
    if (parts.size() > partsMax) {
      SegmentPart merged = SegmentFiles.write(nextFile(), parts.toArray(Part[]::new));
      for (SegmentPart part : parts) {
        delete(part.path());
      }
      replaced.addAll(parts); // a reader may have them still
      parts.clear();
      parts.add(merged);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path nextFile() {
    return directory.resolve(fileNumber++ + ".seg");
  }

  private synchronized Snapshot snapshot() {
    List<Part> now = new ArrayList<>(parts);
    now.add(SegmentFiles.head(Spans.batch())); // as the store has its active head
    return new Snapshot() {
      @Override
      public List<Part> parts() {
        return now;
      }

      @Override
      public List<RollupPart> rollups() {
        return PartRollup.ofAll(now, RollupConfig.defaults());
      }

      @Override
      public boolean isDamaged() {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}
