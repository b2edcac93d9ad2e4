// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.selection;

import dev.clew.model.SpanBatch;
import dev.clew.store.TraceChunks;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Chunks of traces, each of which is read while the one before it is worked on: reading and
 * analysing cost about the same, so that two cores are done in little more than half the time.
 *
 * <p>Threads: one at a time; reading runs on virtual threads, one after the other. Memory: one
 * chunk more than without.
 */
final class ReadAhead implements AutoCloseable {

  private final TraceChunks chunks;
  private CompletableFuture<Optional<SpanBatch>> pending;

  /** Begins to read; takes over the chunks and closes them. */
  ReadAhead(TraceChunks chunks) {
    this.chunks = chunks;
    this.pending = read();
  }

  /**
   * The next chunk; empty if there is none. Throws what reading it threw; then there is nothing
   * more.
   */
  Optional<SpanBatch> next() {
    Optional<SpanBatch> chunk;
    try {
      chunk = pending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    if (chunk.isPresent()) {
      pending = read();
    }
    return chunk;
  }

  /** As {@link TraceChunks#isPartial}, once there was no next chunk. */
  boolean isPartial() {
    return chunks.isPartial();
  }

  /** Waits until nobody reads any more. */
  @Override
  public void close() {
    pending.handle((_, _) -> true).join();
    chunks.close();
  }

  private CompletableFuture<Optional<SpanBatch>> read() {
    return CompletableFuture.supplyAsync(
        () -> chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty(),
        task -> Thread.ofVirtual().name("clew-read-ahead").start(task));
  }
}
