// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Drives a {@link MaintenanceLoop} on a thread of its own until it is closed. */
final class MaintenanceThread {

  private static final System.Logger LOGGER = System.getLogger(MaintenanceThread.class.getName());
  private static final long IDLE_MILLIS = 100;

  private final MaintenanceLoop loop;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  MaintenanceThread(MaintenanceLoop loop) {
    this.loop = loop;
    this.thread = Thread.ofPlatform().name("clew-segments").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Lets the loop finish what it is at. */
  void close() {
    stop.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // a segment that is half written helps nobody
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean isStopped = stop.getCount() == 0;
      while (!isStopped) {
        boolean worked = loop.step();
        isStopped = stop.await(worked ? 0 : IDLE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      LOGGER.log(Level.ERROR, "the segment thread has failed; heads stay in memory", e);
      if (e instanceof VirtualMachineError error) {
        throw error;
      }
    }
  }
}
