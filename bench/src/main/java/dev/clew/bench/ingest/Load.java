// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import dev.clew.testkit.load.LoadPlan;
import dev.clew.testkit.load.MlWorkload;
import dev.clew.testkit.load.TracegenWorkload;
import dev.clew.testkit.load.Workload;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Spans that are sent over some connections at once, with times that begin now and go on from call
 * to call.
 *
 * <p>Threads: one at a time.
 */
public final class Load {

  /** What spans look like. */
  public enum Shape {
    ML,
    TRACEGEN;

    Workload workload(LoadPlan plan) {
      return switch (this) {
        case ML -> MlWorkload.of(plan);
        case TRACEGEN -> TracegenWorkload.of(plan);
      };
    }
  }

  private final List<Workload> workloads = new ArrayList<>();

  /** A load that has sent nothing yet. */
  public Load(Shape shape, int connections) {
    LoadPlan defaults = LoadPlan.defaults();
    LoadPlan plan =
        new LoadPlan(
            defaults.seed(),
            TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
            defaults.nanosBetweenTraces(),
            defaults.tracesPerRequest());
    for (int i = 0; i < connections; i++) {
      workloads.add(shape.workload(plan.withSeed(defaults.seed() + i)));
    }
  }

  /**
   * Sends spans and waits for the last answer.
   *
   * @param spansPerSecondMax of all connections together; infinite for as fast as it goes
   * @return how many were sent: whole requests
   */
  public long send(URI uri, long spanCount, double spansPerSecondMax) throws Exception {
    int count = workloads.size();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<LoadSender> senders =
          workloads.stream()
              .map(each -> new LoadSender(uri, each, spanCount / count, spansPerSecondMax / count))
              .toList();
      long sent = 0;
      for (Future<Long> sender : threads.invokeAll(senders)) {
        sent += sender.get();
      }
      return sent;
    }
  }
}
