// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer;

import dev.clew.pipeline.IngestRequest;
import dev.clew.pipeline.IngestResult;
import dev.clew.pipeline.IngestSource;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans the way of everything that is sent to a server: through the processors into the
 * journal. Parts are gathered to requests of some megabytes; one of them waits for the disk while
 * the next is decoded. A request that is refused because there is no room is sent again.
 *
 * <p>Importing the same twice changes nothing, so that an import that failed is simply repeated.
 * Threads: one at a time.
 */
public final class SpanImport {

  private static final long REQUEST_BYTES = 4 << 20;

  private final IngestSource target;
  private List<Part> parts = new ArrayList<>();
  private long partBytes;
  private @Nullable Sent sent;
  private long spanCount;
  private long rejectedCount;
  private String rejection = "";

  /** Some spans of a file. */
  public interface Part {

    /** What messages call the file. */
    String source();

    /** Where in the file it is, for messages; begins with {@link #source}. */
    String place();

    /** About how much room it takes. */
    long bytes();

    /**
     * Puts the spans into a request. Spans with a fault of their own are rejected there, with the
     * place before the message.
     *
     * @throws IOException if the part is malformed as a whole, with the place
     */
    void addTo(IngestRequest request) throws IOException;
  }

  /**
   * What became of everything so far.
   *
   * @param spanCount spans that are durable
   * @param rejectedCount spans left out for a fault of their own
   * @param rejection where the first of them is and what is wrong with it, or empty
   */
  public record Result(long spanCount, long rejectedCount, String rejection) {}

  private record Sent(List<Part> parts, CompletableFuture<IngestResult> result) {}

  /** Sends to this door. */
  public SpanImport(IngestSource target) {
    this.target = target;
  }

  /**
   * Takes a part, which may wait for {@link #finish} to be sent.
   *
   * @throws IOException if a part is malformed or can not be stored, with its place; what came
   *     before it has been sent
   */
  public void add(Part part) throws IOException {
    parts.add(part);
    partBytes += part.bytes();
    if (partBytes >= REQUEST_BYTES) {
      flush();
    }
  }

  /** Waits until everything is durable. */
  public Result finish() throws IOException {
    flush();
    await();
    return new Result(spanCount, rejectedCount, rejection);
  }

  private void flush() throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    Sent next = send(parts);
    parts = new ArrayList<>();
    partBytes = 0;
    await();
    sent = next;
  }

  private Sent send(List<Part> request) throws IOException {
    try (IngestRequest open = target.open()) {
      for (Part part : request) {
        open.reserve(part.bytes());
        part.addTo(open);
      }
      return new Sent(request, open.submit());
    } catch (StoreUnavailableException e) {
      return new Sent(request, CompletableFuture.failedFuture(e));
    }
  }

  private void await() throws IOException {
    while (sent != null) {
      Sent waiting = sent;
      try {
        add(waiting.result().join(), waiting.parts());
        sent = null;
      } catch (CompletionException e) {
        sent = again(waiting, e);
      }
    }
  }

  private void add(IngestResult result, List<Part> from) {
    spanCount += result.acceptedCount();
    rejectedCount += result.rejectedCount();
    if (rejection.isEmpty() && result.rejectedCount() > 0) {
      String message = result.rejectionMessage();
      boolean isPlaced = message.startsWith(from.getFirst().source() + ":");
      rejection = isPlaced ? message : places(from) + ": " + message;
    }
  }

  private static String places(List<Part> parts) {
    return parts.getFirst().place() + " to " + parts.getLast().place();
  }

  /** Waits as long as it was told to and sends anew, unless waiting will not help. */
  private Sent again(Sent refused, CompletionException failure) throws IOException {
    if (failure.getCause() instanceof StoreUnavailableException e
        && e.reason() != Reason.DISK_FULL
        && e.reason() != Reason.STOPPING) {
      LockSupport.parkNanos(e.retryAfter().toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedIOException(places(refused.parts()) + ": interrupted");
      }
      return send(refused.parts());
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    throw new IOException(places(refused.parts()) + ": " + cause.getMessage(), cause);
  }
}
