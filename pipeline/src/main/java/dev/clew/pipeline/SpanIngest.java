// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.TraceWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the store: every receiver opens an {@link IngestRequest} here for what it reads
 * from the network. It decides whether there is room, lends the builder, runs the processors and
 * hands the batch to the store.
 *
 * <p>States: {@code STARTING} until {@link #start}, {@code RUNNING} until {@link #stop}, then
 * {@code STOPPING} for good. Only while running are requests let in; those already in are finished
 * in any state.
 *
 * <p>Threads: any number at once.
 */
public final class SpanIngest {

  /** Where an ingest stands. */
  public enum State {
    /** There is no store yet. */
    STARTING,
    /** Requests are let in. */
    RUNNING,
    /** Requests are refused, those in flight go on. */
    STOPPING;

    /** The lower-case word for people. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final List<Processor> processors;
  private final IngestConfig config;
  private final IngestMetrics metrics;
  private final BuilderPool builders;
  private final AtomicLong bytesInFlight = new AtomicLong();
  private final AtomicLong requestsInFlight = new AtomicLong();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
  private volatile @Nullable TraceWriter writer;

  /** An ingest for senders that are trusted: they could guess how strings are hashed. */
  public SpanIngest(List<Processor> processors, MeterRegistry meters, IngestConfig config) {
    this(processors, meters, config, () -> 1);
  }

  /**
   * An ingest whose requests pass these processors in this order.
   *
   * @param hashSeeds what senders cannot guess, so that nobody can choose strings that all meet in
   *     one place of a hash table
   */
  public SpanIngest(
      List<Processor> processors,
      MeterRegistry meters,
      IngestConfig config,
      LongSupplier hashSeeds) {
    this.processors = List.copyOf(processors);
    this.builders = new BuilderPool(hashSeeds);
    this.config = config;
    this.metrics = new IngestMetrics(meters, this);
  }

  /** Lets requests in and sends them to this writer. */
  public void start(TraceWriter writer) {
    this.writer = writer;
    state.compareAndSet(State.STARTING, State.RUNNING);
  }

  /**
   * Lets no more requests in. Idempotent, and legal before {@link #start}.
   *
   * @return done when the last request in flight is
   */
  public CompletableFuture<Void> stop() {
    state.set(State.STOPPING);
    completeIfDrained();
    return drained.copy();
  }

  /** Where this ingest stands. */
  public State state() {
    return state.get();
  }

  /**
   * The door for one kind of receiver.
   *
   * @param transport the label of its metrics, such as {@code otlp_grpc}
   */
  public IngestSource source(String transport) {
    return new IngestSource(this, metrics.transport(transport));
  }

  /** Payload bytes of the requests in flight. */
  public long bytesInFlight() {
    return bytesInFlight.get();
  }

  /** Requests between their first byte and their answer. */
  public long requestsInFlight() {
    return requestsInFlight.get();
  }

  /** The limit of {@link #bytesInFlight()}. */
  public long queueBytesMax() {
    return config.queueBytesMax();
  }

  List<Processor> processors() {
    return processors;
  }

  BuilderPool builders() {
    return builders;
  }

  /** Where batches go; not null once a request is in. */
  TraceWriter writer() {
    TraceWriter writer = this.writer;
    if (writer == null) {
      throw new IllegalStateException("writer: none (expected: one from start on)");
    }
    return writer;
  }

  /** Counts a request in, or refuses it. Must be balanced by {@link #leave}. */
  void enter() {
    requestsInFlight.incrementAndGet();
    State now =
        state.get(); // after the increment, so that stop() sees either the request or its absence
    if (now != State.RUNNING) {
      leave();
      throw new StoreUnavailableException(
          now == State.STARTING ? Reason.STARTING : Reason.STOPPING,
          "the server is " + now.label(),
          config.retryAfter());
    }
  }

  void leave() {
    requestsInFlight.decrementAndGet();
    completeIfDrained();
  }

  /**
   * Takes room for more bytes of a request that holds {@code heldBytes} already. Whoever is alone
   * always gets it: else a request larger than the queue would be told to try again for ever.
   */
  void reserve(long bytes, long heldBytes) {
    while (true) {
      long current = bytesInFlight.get();
      if (current + bytes > config.queueBytesMax() && current > heldBytes) {
        throw new StoreUnavailableException(
            Reason.QUEUE_FULL,
            "ingest queue: "
                + current
                + " bytes in flight (expected: at most "
                + config.queueBytesMax()
                + ")",
            config.retryAfter());
      }
      if (bytesInFlight.compareAndSet(current, current + bytes)) {
        return;
      }
    }
  }

  void release(long bytes) {
    bytesInFlight.addAndGet(-bytes);
  }

  private void completeIfDrained() {
    if (state.get() == State.STOPPING && requestsInFlight.get() == 0) {
      drained.complete(null);
    }
  }
}
