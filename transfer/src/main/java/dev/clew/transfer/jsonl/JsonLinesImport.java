// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.jsonl;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.pipeline.IngestRequest;
import dev.clew.pipeline.IngestResult;
import dev.clew.pipeline.IngestSource;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines of OTLP/JSON the way of everything that is sent to a server: through the processors
 * into the journal. Lines are gathered to requests of some megabytes; one of them waits for the
 * disk while the next is decoded. A request that is refused because there is no room is sent again.
 *
 * <p>Importing the same twice changes nothing, so that an import that failed is simply repeated.
 * Threads: one at a time.
 */
public final class JsonLinesImport {

  private static final long REQUEST_BYTES = 4 << 20;

  private final OtlpJsonReader reader = new OtlpJsonReader(DecodeLimits.defaults());
  private final IngestSource target;
  private List<Line> lines = new ArrayList<>();
  private long lineBytes;
  private @Nullable Sent sent;
  private long spanCount;
  private long rejectedCount;
  private String rejection = "";

  /**
   * What became of everything so far.
   *
   * @param spanCount spans that are durable
   * @param rejectedCount spans left out for a fault of their own
   * @param rejection where the first of them is and what is wrong with it, or empty
   */
  public record Result(long spanCount, long rejectedCount, String rejection) {}

  private record Sent(List<Line> lines, CompletableFuture<IngestResult> result) {}

  /** Sends to this door. */
  public JsonLinesImport(IngestSource target) {
    this.target = target;
  }

  /**
   * Sends every line of a stream; the last ones may wait for {@link #finish}.
   *
   * @param name what messages call it
   * @throws IOException if the stream fails or a line is not OTLP/JSON, with name and line; what
   *     came before it has been sent
   */
  public void read(String name, InputStream in) throws IOException {
    LineReader source = new LineReader(name, in);
    for (Line line = source.next(); line != null; line = source.next()) {
      lines.add(line);
      lineBytes += line.bytes().length;
      if (lineBytes >= REQUEST_BYTES) {
        flush();
      }
    }
  }

  /** Waits until everything is durable. */
  public Result finish() throws IOException {
    flush();
    await();
    return new Result(spanCount, rejectedCount, rejection);
  }

  private void flush() throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    Sent next = send(lines);
    lines = new ArrayList<>();
    lineBytes = 0;
    await();
    sent = next;
  }

  private Sent send(List<Line> request) throws IOException {
    try (IngestRequest open = target.open()) {
      for (Line line : request) {
        open.reserve(line.bytes().length);
        decode(line, open);
      }
      return new Sent(request, open.submit());
    } catch (StoreUnavailableException e) {
      return new Sent(request, CompletableFuture.failedFuture(e));
    }
  }

  private void decode(Line line, IngestRequest request) throws IOException {
    try {
      DecodeReport report = reader.read(line.bytes(), 0, line.bytes().length, request.builder());
      String place = line.place();
      report
          .rejectedByReason()
          .forEach((reason, count) ->
              request.reject(reason.label(), count, place + ": " + report.firstMessage()));
    } catch (MalformedPayloadException e) {
      throw new IOException(line.place() + ": " + e.getMessage(), e);
    }
  }

  private void await() throws IOException {
    while (sent != null) {
      Sent waiting = sent;
      try {
        add(waiting.result().join(), waiting.lines());
        sent = null;
      } catch (CompletionException e) {
        sent = again(waiting, e);
      }
    }
  }

  private void add(IngestResult result, List<Line> from) {
    spanCount += result.acceptedCount();
    rejectedCount += result.rejectedCount();
    if (rejection.isEmpty() && result.rejectedCount() > 0) {
      String message = result.rejectionMessage();
      boolean isPlaced = message.startsWith(from.getFirst().source() + ":");
      rejection = isPlaced ? message : places(from) + ": " + message;
    }
  }

  private static String places(List<Line> lines) {
    return lines.getFirst().place() + " to " + lines.getLast().place();
  }

  /** Waits as long as it was told to and sends anew, unless waiting will not help. */
  private Sent again(Sent refused, CompletionException failure) throws IOException {
    if (failure.getCause() instanceof StoreUnavailableException e
        && e.reason() != Reason.DISK_FULL
        && e.reason() != Reason.STOPPING) {
      LockSupport.parkNanos(e.retryAfter().toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedIOException(places(refused.lines()) + ": interrupted");
      }
      return send(refused.lines());
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    throw new IOException(places(refused.lines()) + ": " + cause.getMessage(), cause);
  }
}
