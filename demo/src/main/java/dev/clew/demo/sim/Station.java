// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A place with a fixed number of servers and one waiting line, first come first served: a
 * connection pool, a GPU, the decode slots of a language model. Waiting is not a distribution here;
 * it happens because others are being served.
 */
public final class Station {

  private final int serverCount;
  private final Deque<Waiter> line = new ArrayDeque<>();
  private int busyCount;

  /** A station with {@code serverCount} servers, all free. */
  public Station(int serverCount) {
    if (serverCount < 1) {
      throw new IllegalArgumentException("serverCount: " + serverCount + " (expected: >= 1)");
    }
    this.serverCount = serverCount;
  }

  /** Waits for a free server and takes it. */
  public void acquire(Strand strand) {
    acquire(strand, Long.MAX_VALUE);
  }

  /**
   * Waits for a free server, but not longer than {@code patienceNanos}.
   *
   * @return whether a server was taken; if not, {@code patienceNanos} have passed
   */
  public boolean acquire(Strand strand, long patienceNanos) {
    strand.sync();
    if (busyCount < serverCount) {
      busyCount++;
      return true;
    }
    Waiter waiter = new Waiter(strand);
    line.add(waiter);
    if (patienceNanos == Long.MAX_VALUE) {
      strand.suspend();
    } else {
      strand.suspendUntil(strand.nowNanos() + patienceNanos);
    }
    if (!waiter.served) {
      line.remove(waiter);
    }
    return waiter.served;
  }

  /** Frees a server, at once for whoever waits longest. */
  public void release(Strand strand) {
    strand.sync();
    Waiter next = line.poll();
    if (next == null) {
      busyCount--;
    } else {
      next.served = true;
      next.strand.wake(strand.nowNanos());
    }
  }

  /** Servers in use, between 0 and the number of servers. */
  public int busyCount() {
    return busyCount;
  }

  /** Strands waiting in line. */
  public int waitingCount() {
    return line.size();
  }

  private static final class Waiter {

    private final Strand strand;
    private boolean served;

    private Waiter(Strand strand) {
      this.strand = strand;
    }
  }
}
