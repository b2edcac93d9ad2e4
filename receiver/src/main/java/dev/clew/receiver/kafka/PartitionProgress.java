// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import dev.clew.pipeline.IngestResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is stored. Requests are stored in the order in which they were read, or at
 * least forgotten in it: an offset counts as stored when everything before it is.
 *
 * <p>Threads: the loop's.
 */
final class PartitionProgress {

  private static final long NONE = -1;

  private final Deque<Request> requests = new ArrayDeque<>();
  private long storedOffset = NONE;
  private long committedOffset = NONE;

  /** The records {@code [begin, end)} on their way to the disk. */
  private record Request(long begin, long end, CompletableFuture<IngestResult> stored) {}

  void add(long begin, long end, CompletableFuture<IngestResult> stored) {
    requests.addLast(new Request(begin, end, stored));
  }

  int requestCount() {
    return requests.size();
  }

  /**
   * Takes out the requests that are stored.
   *
   * @return the offset to read again from, when one has failed; then all behind it are forgotten,
   *     too. Null when none has
   */
  @Nullable Long advance() {
    for (Request first = requests.peekFirst();
        first != null && first.stored.isDone();
        first = requests.peekFirst()) {
      if (first.stored.isCompletedExceptionally()) {
        requests.clear();
        return first.begin;
      }
      storedOffset = first.end;
      requests.removeFirst();
    }
    return null;
  }

  /** The offset to commit, or null if that has been done. */
  @Nullable Long toCommit() {
    return storedOffset == committedOffset ? null : storedOffset;
  }

  void committed(long offset) {
    committedOffset = offset;
  }

  /** Done when all requests are, however they end. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(
            requests.stream().map(Request::stored).toArray(CompletableFuture<?>[]::new))
        .exceptionally(_ -> null);
  }
}
