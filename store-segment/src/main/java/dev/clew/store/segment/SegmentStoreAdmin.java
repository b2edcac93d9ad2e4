// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.TraceId;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.admin.Deletion;
import dev.clew.store.admin.DeletionResult;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.compact.Archive;
import dev.clew.store.segment.compact.Compactor;
import dev.clew.store.segment.compact.Segments;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.journal.Journal;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.SelectedRows;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Deletion and archive of the embedded store.
 *
 * <p>Method of a deletion: if something in memory is concerned, the head is sealed and written to a
 * segment first, which lets go of the journal; then each segment concerned is written anew without
 * the spans. Nothing has to remember what was deleted: there is no place left that it could come
 * back from.
 */
final class SegmentStoreAdmin implements StoreAdmin {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Heads heads;
  private final Segments segments;
  private final Journal journal;
  private final Compactor compactor;
  private final HeadFlusher flusher;
  private final Archive archive;
  private final Supplier<CompletableFuture<Long>> seal;
  private final ReentrantLock lock = new ReentrantLock(); // one deletion at a time

  /** Where spans are, and what moves them. */
  record Places(
      Heads heads, Segments segments, Journal journal, Compactor compactor, HeadFlusher flusher) {}

  /**
   * @param seal seals the active head, see {@link IngestLoop#seal}
   */
  SegmentStoreAdmin(Places places, Archive archive, Supplier<CompletableFuture<Long>> seal) {
    this.heads = places.heads();
    this.segments = places.segments();
    this.journal = places.journal();
    this.compactor = places.compactor();
    this.flusher = places.flusher();
    this.archive = archive;
    this.seal = seal;
  }

  @Override
  public DeletionResult delete(Deletion deletion) {
    lock.lock();
    try {
      Function<Part, BitSet> rowsOf = rowsOf(deletion);
      if (heads.parts().stream().anyMatch(part -> !rowsOf.apply(part).isEmpty())) {
        flusher.flushThrough(seal.get().join());
      }
      Set<TraceId> traces = new HashSet<>();
      long spans =
          compactor.delete(part -> {
            BitSet rows = rowsOf.apply(part);
            SelectedRows.addTraces(part, rows, traces);
            return rows;
          });
      flusher.releaseJournal(segments.manifest().journalFile());
      if (spans > 0) {
        forgetArchived();
      }
      return new DeletionResult(spans, traces.size(), unsearchedFileCount());
    } catch (IOException e) {
      throw unavailable(e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException cause ? cause : e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean archive(TraceId id) {
    try {
      return archive.add(id, this::isStored);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean unarchive(TraceId id) {
    try {
      return archive.removeAll(Set.of(id));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean isArchived(TraceId id) {
    return archive.ids().contains(id);
  }

  private Function<Part, BitSet> rowsOf(Deletion deletion) {
    return switch (deletion) {
      case Deletion.Trace(TraceId id) -> part -> SelectedRows.ofTraces(part, Set.of(id));
      case Deletion.Spans(Field field, Operand value, TimeRange range) ->
          part -> SelectedRows.matching(part, equal(field, value), range);
      case Deletion.Traces(Field field, Operand value, TimeRange range) -> {
        Set<TraceId> ids = tracesWith(equal(field, value), range);
        yield part -> SelectedRows.ofTraces(part, ids);
      }
    };
  }

  private Set<TraceId> tracesWith(SpanFilter filter, TimeRange range) {
    while (true) {
      try (Segments.Hold hold = segments.hold(heads::parts)) {
        Set<TraceId> ids = new HashSet<>();
        for (Part part : hold.parts()) {
          SelectedRows.addTraces(part, SelectedRows.matching(part, filter, range), ids);
        }
        return ids;
      } catch (CorruptSegmentException e) {
        if (!segments.setAside(e)) {
          throw e;
        }
      }
    }
  }

  private int unsearchedFileCount() {
    return segments.damagedFiles().size()
        + segments.damagedRollups().size()
        + journal.damagedFileCount();
  }

  private void forgetArchived() throws IOException {
    List<TraceId> gone = archive.ids().stream().filter(id -> !isStored(id)).toList();
    if (!gone.isEmpty()) {
      archive.removeAll(gone);
    }
  }

  private boolean isStored(TraceId id) {
    try (Segments.Hold hold = segments.hold(heads::parts)) {
      return hold.parts().stream().anyMatch(part -> part.traces().find(id.high(), id.low()) >= 0);
    }
  }

  private static SpanFilter equal(Field field, Operand value) {
    return new SpanFilter.Compare(field, Comparison.EQUAL, value);
  }

  private static StoreUnavailableException unavailable(IOException cause) {
    StoreUnavailableException failure =
        new StoreUnavailableException(
            Reason.DISK_FULL, "segments: " + cause.getMessage(), RETRY_AFTER);
    failure.initCause(cause);
    return failure;
  }
}
