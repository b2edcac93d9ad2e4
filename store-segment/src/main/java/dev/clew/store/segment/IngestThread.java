// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import java.lang.System.Logger.Level;

/** Drives an {@link IngestLoop} on a thread of its own until it is closed. */
final class IngestThread {

  private static final System.Logger LOGGER = System.getLogger(IngestThread.class.getName());
  private static final long WAIT_NANOS = 100_000_000; // for what is due by time

  private final IngestLoop loop;
  private final Thread thread;

  IngestThread(IngestLoop loop) {
    this.loop = loop;
    this.thread = Thread.ofPlatform().name("clew-journal").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Lets the loop finish what it has accepted. */
  void close() {
    loop.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // what was accepted is finished all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (loop.step(WAIT_NANOS)) {}
    } catch (InterruptedException | RuntimeException | Error e) {
      LOGGER.log(Level.ERROR, "the journal thread has failed; nothing is stored any more", e);
      loop.abort(e);
      if (e instanceof VirtualMachineError error) {
        throw error;
      }
    }
  }
}
