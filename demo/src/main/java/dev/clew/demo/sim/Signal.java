// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import org.jspecify.annotations.Nullable;

/** Something that happens once, for which one strand may wait. */
public final class Signal {

  private boolean fired;
  private @Nullable Strand waiter;

  /** Waits until the signal has been given; returns at once if it has. */
  public void await(Strand strand) {
    strand.sync();
    if (!fired) {
      waiter = strand;
      strand.suspend();
    }
  }

  /** Gives the signal at the time of {@code strand}. */
  public void fire(Strand strand) {
    strand.sync();
    fired = true;
    if (waiter != null) {
      waiter.wake(strand.nowNanos());
    }
  }
}
