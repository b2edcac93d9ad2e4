// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Things that are expensive to make, between two uses. The one used last is taken first, because it
 * is still in the processor's caches.
 *
 * <p>Threads: any number at once.
 */
final class IdlePool<T> {

  private static final int IDLE_MAX = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<T> idle = new ArrayDeque<>(IDLE_MAX);
  private final Supplier<T> maker;

  IdlePool(Supplier<T> maker) {
    this.maker = maker;
  }

  T take() {
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

  void give(T thing) {
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
