// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.decode;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Things that are expensive to make, between two uses. The one used last is taken first, because it
 * is still in the processor's caches.
 *
 * <p>Threads: any number at once.
 */
public final class IdlePool<T> {

  private static final int IDLE_MAX = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<T> idle = new ArrayDeque<>(IDLE_MAX);
  private final Supplier<T> maker;

  /** A pool that makes things with this when it has none. */
  public IdlePool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that is idle, or a new one. */
  public T take() {
    lock.lock();
    try {
      T last = idle.pollLast();
      if (last != null) {
        return last;
      }
    } finally {
      lock.unlock();
    }
    return maker.get();
  }

  /** Takes one back that nobody uses any more. */
  public void give(T thing) {
    lock.lock();
    try {
      if (idle.size() < IDLE_MAX) {
        idle.addLast(thing);
      }
    } finally {
      lock.unlock();
    }
  }
}
