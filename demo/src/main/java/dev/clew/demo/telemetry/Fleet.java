// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import dev.clew.demo.sim.Simulation;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Deploys services: gives every replica a resource and a tracer provider that feed the outbox. */
public final class Fleet {

  private final Simulation simulation;
  private final ExporterFactory exporters;
  private final Outbox outbox;
  private final SplittableRandom random;

  /** A fleet on simulated time. {@code random} decides the names of pods and nodes. */
  public Fleet(
      Simulation simulation, ExporterFactory exporters, Outbox outbox, SplittableRandom random) {
    this.simulation = simulation;
    this.exporters = exporters;
    this.outbox = outbox;
    this.random = random;
  }

  /** A running service with {@code replicaCount} replicas, all sending through one exporter. */
  public Service deploy(Deployment deployment, int replicaCount) {
    OutboxProcessor processor = outbox.processorFor(exporters.exporterFor(deployment));
    List<Replica> replicas = new ArrayList<>(replicaCount);
    for (int index = 0; index < replicaCount; index++) {
      Placement placement = Placement.of(deployment, index, random);
      SdkTracerProvider provider =
          SdkTracerProvider.builder()
              .setClock(new SimulatedClock(simulation))
              .setIdGenerator(new SeededIds(simulation))
              .setSampler(Sampler.parentBased(new HeadSampler()))
              .setResource(placement.resource(deployment))
              .addSpanProcessor(processor)
              .build();
      replicas.add(
          new Replica(
              provider, placement.podName(), placement.nodeName(), placement.accelerator()));
    }
    return new Service(deployment.name(), replicas);
  }
}
