// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Replica;
import dev.clew.demo.telemetry.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The batchers of a server: one per replica and model, sharing the replica's GPU. */
final class BatcherGrid {

  private final Map<Slot, DynamicBatcher> batchers = new HashMap<>();

  /** A model on a replica. */
  private record Slot(Replica replica, Model model) {}

  /** A model on a GPU, ready to compute. */
  record Worker(Replica replica, Gpu gpu, Model model) {}

  /** What a server does with a batch, spans included. */
  @FunctionalInterface
  interface Compute {

    /**
     * Computes {@code batch}; see {@link Batch.Runner#run}.
     *
     * @throws Failure if the whole batch fails
     */
    void run(Flow flow, Worker worker, Batch batch);
  }

  BatcherGrid(Site site, Service service, List<Model> models, BatchPolicy policy, Compute compute) {
    for (Replica replica : service.replicas()) {
      Gpu gpu = Gpu.ofType(replica.accelerator());
      for (Model model : models) {
        Worker worker = new Worker(replica, gpu, model);
        DynamicBatcher batcher =
            new DynamicBatcher(policy, gpu, (flow, batch) -> compute.run(flow, worker, batch));
        batchers.put(new Slot(replica, model), batcher);
        site.background(batcher::work);
      }
    }
  }

  /** The batcher of {@code model} on this replica, which must have it. */
  DynamicBatcher at(Replica replica, Model model) {
    DynamicBatcher batcher = batchers.get(new Slot(replica, model));
    if (batcher == null) {
      throw new IllegalArgumentException("model: " + model.name() + " (expected: a loaded model)");
    }
    return batcher;
  }
}
