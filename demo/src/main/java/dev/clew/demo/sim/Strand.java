// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A strand of simulated activity: ordinary blocking code on a virtual thread, with a clock and a
 * source of chance of its own.
 *
 * <p>A strand runs ahead on its own clock ({@link #elapse} only adds) and joins the others when it
 * touches something shared ({@link #sync}). That is what makes the simulation cheap: a request that
 * meets nobody costs no thread switch. State shared between strands may only be read or changed
 * right after {@code sync}, {@code suspend} or {@code suspendUntil} returns.
 *
 * <p>Only the strand that runs may be used, and only from its own thread.
 */
public final class Strand implements Comparable<Strand> {

  private final Simulation simulation;
  private final long ordinal;
  private final SplittableRandom random;
  private final boolean daemon;
  private final Thread thread;
  private volatile boolean baton;
  private boolean started;
  private long nowNanos;

  Strand(Simulation simulation, Start start, long ordinal, Consumer<Strand> body) {
    this.simulation = simulation;
    this.ordinal = ordinal;
    this.random = start.random();
    this.daemon = start.daemon();
    this.nowNanos = start.atNanos();
    this.thread = Thread.ofVirtual().name("sim-" + ordinal).unstarted(() -> live(body));
  }

  /** When, with which chance and how a strand begins. */
  record Start(long atNanos, SplittableRandom random, boolean daemon) {}

  /** This strand's time, in epoch nanoseconds. Never goes back. */
  public long nowNanos() {
    return nowNanos;
  }

  /** This strand's own source of chance; draws do not depend on what other strands do. */
  public SplittableRandom random() {
    return random;
  }

  /** Lets {@code nanos} pass, waiting only if that would leave the pacer's horizon. */
  public void elapse(long nanos) {
    nowNanos += nanos;
    if (nowNanos > simulation.horizonNanos()) {
      sync();
    }
  }

  /** Waits until everything earlier than this strand's time has happened. */
  public void sync() {
    simulation.waitForTurn(this);
  }

  /** Waits until another strand calls {@link #wake}. */
  public void suspend() {
    simulation.yieldBaton(this);
  }

  /** Waits until {@code epochNanos}, or until another strand calls {@link #wake}. */
  public void suspendUntil(long epochNanos) {
    nowNanos = Math.max(nowNanos, epochNanos);
    sync();
  }

  /** Ends the wait of this suspended strand at {@code epochNanos}, called by the running one. */
  public void wake(long epochNanos) {
    simulation.reschedule(this, epochNanos);
  }

  /**
   * Runs the branches side by side from this moment, each as a strand, and returns when the last
   * one has ended, at its time.
   */
  public void parallel(Iterable<Consumer<Strand>> branches) {
    Join join = new Join(this);
    for (Consumer<Strand> branch : branches) {
      join.open++;
      simulation.spawn(
          new Start(nowNanos, random.split(), daemon),
          child -> {
            branch.accept(child);
            join.arrive(child);
          });
    }
    if (join.open > 0) {
      suspend();
    }
  }

  @Override
  public int compareTo(Strand other) {
    int byTime = Long.compare(nowNanos, other.nowNanos);
    return byTime != 0 ? byTime : Long.compare(ordinal, other.ordinal);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ordinal);
  }

  boolean isDaemon() {
    return daemon;
  }

  void moveTo(long epochNanos) {
    nowNanos = epochNanos;
  }

  /** Gives this strand the right to run; the caller must stop touching simulation state. */
  void takeBaton() {
    baton = true;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
  }

  /** Parks until the baton arrives. */
  void awaitBaton() {
    while (!baton) {
      LockSupport.park(simulation);
    }
    baton = false;
    simulation.checkRunning();
  }

  private void live(Consumer<Strand> body) {
    try {
      awaitBaton();
      body.accept(this);
      simulation.ended(this, null);
    } catch (Simulation.Stopped _) {
      simulation.ended(this, null);
    } catch (RuntimeException | Error failure) {
      simulation.ended(this, failure);
    }
  }

  /** Where parallel branches meet again. */
  private static final class Join {

    private final Strand parent;
    private long lastNanos;
    private int open;

    private Join(Strand parent) {
      this.parent = parent;
      this.lastNanos = parent.nowNanos;
    }

    private void arrive(Strand child) {
      lastNanos = Math.max(lastNanos, child.nowNanos);
      if (--open == 0) {
        parent.wake(lastNanos);
      }
    }
  }
}
