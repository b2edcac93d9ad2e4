// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agenda of simulated strands and the baton that makes them take turns.
 *
 * <p>Method: every strand is a virtual thread, but exactly one holds the baton and runs; when it
 * waits, it takes the earliest entry off the agenda and hands the baton to that strand directly.
 * Entries at the same nanosecond go in order of creation. So the outcome depends on the seed and
 * the start time alone, however the JVM schedules its threads, and no simulated state needs a lock:
 * handing over the baton orders everything before it ahead of everything after it.
 *
 * <p>Cost: about half a microsecond per hand-over; none when the earliest entry is the strand that
 * waits.
 */
public final class Simulation {

  private final Pacer pacer;
  private final PriorityQueue<Strand> agenda = new PriorityQueue<>();
  private final Set<Strand> living = new HashSet<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private long spawnedCount;
  private long pendingCount;
  private @Nullable Strand running;
  private @Nullable Throwable failure;
  private boolean stopping;
  private volatile long reachedNanos;

  /** An empty simulation that follows {@code pacer}. */
  public Simulation(Pacer pacer) {
    this.pacer = pacer;
  }

  /** Adds a strand; the simulation lasts until every such strand has ended. */
  public void spawn(long atNanos, SplittableRandom random, Consumer<Strand> body) {
    spawn(new Strand.Start(atNanos, random, false), body);
  }

  /** Adds a strand that serves others: the simulation does not wait for it to end. */
  public void spawnDaemon(long atNanos, SplittableRandom random, Consumer<Strand> body) {
    spawn(new Strand.Start(atNanos, random, true), body);
  }

  /**
   * Runs until no strand other than daemons is left or the pacer says stop. Every strand has ended
   * when this returns. May be called once.
   *
   * @throws IllegalStateException if a strand failed with an exception, which is the cause
   */
  public void run() throws InterruptedException {
    passBaton();
    finished.await();
    if (failure != null) {
      throw new IllegalStateException("simulated strand failed", failure);
    }
  }

  /** The strand that holds the baton. */
  public Strand running() {
    if (running == null) {
      throw new IllegalStateException("no simulated strand is running");
    }
    return running;
  }

  /** The time the simulation has reached, in epoch nanoseconds; 0 before it runs. Any thread. */
  public long reachedNanos() {
    return reachedNanos;
  }

  void spawn(Strand.Start start, Consumer<Strand> body) {
    Strand strand = new Strand(this, start, spawnedCount++, body);
    living.add(strand);
    agenda.add(strand);
    if (!start.daemon()) {
      pendingCount++;
    }
  }

  long horizonNanos() {
    return pacer.horizonNanos();
  }

  /** Puts {@code strand} on the agenda at its own time and runs whoever comes first. */
  void waitForTurn(Strand strand) {
    Strand head = agenda.peek();
    boolean first = head == null || strand.compareTo(head) < 0;
    if (first && strand.nowNanos() <= pacer.horizonNanos()) {
      return;
    }
    agenda.add(strand);
    yieldBaton(strand);
  }

  /** Runs others until someone hands the baton back to {@code strand}. */
  void yieldBaton(Strand strand) {
    passBaton();
    strand.awaitBaton();
  }

  void reschedule(Strand strand, long epochNanos) {
    agenda.remove(strand);
    strand.moveTo(epochNanos);
    agenda.add(strand);
  }

  void ended(Strand strand, @Nullable Throwable cause) {
    living.remove(strand);
    if (!strand.isDaemon()) {
      pendingCount--;
    }
    if (cause != null && failure == null) {
      failure = cause;
    }
    stopping |= cause != null || pendingCount == 0;
    passBaton();
  }

  void checkRunning() {
    if (stopping) {
      throw new Stopped();
    }
  }

  /** Hands the baton on; when stopping, to each living strand in turn so that it unwinds. */
  private void passBaton() {
    Strand next = stopping ? null : agenda.poll();
    if (next == null && !stopping) {
      failure = new IllegalStateException(pendingCount + " strands wait and nobody can wake them");
    }
    if (next == null || !pacer.awaitUntil(next.nowNanos())) {
      stopping = true;
      next = living.isEmpty() ? null : living.iterator().next();
    }
    running = next;
    if (next == null) {
      finished.countDown();
      return;
    }
    if (!stopping) {
      reachedNanos = next.nowNanos();
    }
    next.takeBaton();
  }

  /** Unwinds a strand when the simulation stops. Carries no stack: it is not an error. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("simulation stopped", null, false, false);
    }
  }
}
