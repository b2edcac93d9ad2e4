// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has to be closed, in the reverse of the order in which it was opened. A failure to close one
 * part does not keep the others open.
 *
 * <p>Threads: any number at once. Closing may overtake opening, as it does when somebody presses
 * Ctrl-C while a server starts: what is added afterwards is closed on the spot.
 */
final class Closers implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Closers.class.getName());

  private final Deque<Closer> opened = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  /** How to close one part. */
  interface Action {
    void close() throws Exception;
  }

  private record Closer(String name, Action action) {}

  /**
   * Adds a part that was just opened.
   *
   * @throws ClosedWhileStartingException if everything was closed already; the part is, too
   */
  void add(String name, Action action) {
    Closer closer = new Closer(name, action);
    if (!push(closer)) {
      close(closer);
      throw new ClosedWhileStartingException();
    }
  }

  /** Closes everything, the part added last first. Idempotent. */
  @Override
  public void close() {
    for (Closer next = take(); next != null; next = take()) {
      close(next);
    }
  }

  private boolean push(Closer closer) {
    lock.lock();
    try {
      if (!closed) {
        opened.push(closer);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Closer take() {
    lock.lock();
    try {
      closed = true;
      return opened.poll();
    } finally {
      lock.unlock();
    }
  }

  private static void close(Closer closer) {
    try {
      LOGGER.log(System.Logger.Level.DEBUG, "closing {0}", closer.name);
      closer.action.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOGGER.log(System.Logger.Level.ERROR, closer.name + ": did not close", e);
    }
  }
}
