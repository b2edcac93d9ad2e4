// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform;

import dev.clew.demo.incident.Timetable;
import dev.clew.demo.platform.edge.Auth;
import dev.clew.demo.platform.edge.ExperimentRouter;
import dev.clew.demo.platform.edge.Gateway;
import dev.clew.demo.platform.features.FeatureStore;
import dev.clew.demo.platform.serving.ModelServer;
import dev.clew.demo.platform.shop.FraudScoring;
import dev.clew.demo.sim.Simulation;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Fleet;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Protocol;
import dev.clew.demo.traffic.RequestKind;
import java.util.List;
import java.util.SplittableRandom;

/** The parts of the platform, and how they are put together. */
public final class Platform {

  private final Gateway gateway;
  private final ModelServer tabularModels;

  private Platform(Gateway gateway, ModelServer tabularModels) {
    this.gateway = gateway;
    this.tabularModels = tabularModels;
  }

  /**
   * Deploys every service.
   *
   * @param size how many times bigger than a laptop-sized platform it is, at least 1
   */
  public static Platform deploy(Fleet fleet, Timetable timetable, int size) {
    Gateway gateway =
        new Gateway(
            fleet.deploy(Deployment.of("edge-gateway", "1.36.2", Language.CPP), 2 * size),
            new Auth(
                fleet.deploy(
                    Deployment.of("auth-service", "4.2.0", Language.JAVA).by(Protocol.HTTP_GZIP),
                    2 * size)));
    ExperimentRouter router =
        new ExperimentRouter(
            fleet.deploy(Deployment.of("experiment-router", "2.9.4", Language.GO), 2 * size));
    FeatureStore features =
        new FeatureStore(
            fleet.deploy(Deployment.of("feature-store", "0.66.0", Language.GO), 3 * size),
            timetable,
            size);
    ModelServer tabularModels =
        new ModelServer(
            fleet.deploy(
                Deployment.of("tabular-model-server", "0.16.0", Language.PYTHON).onGpus("Tesla T4"),
                2 * size),
            List.of(FraudScoring.V3, FraudScoring.V4),
            ModelServer.Slowdown.NONE);
    FraudScoring fraud =
        new FraudScoring(
            fleet.deploy(Deployment.of("fraud-scoring", "6.3.1", Language.JAVA), 3 * size),
            new FraudScoring.Collaborators(timetable, router, features, tabularModels));
    gateway.route(RequestKind.SCORE_PAYMENT, "POST", "/v1/payments/score", fraud::handle);
    return new Platform(gateway, tabularModels);
  }

  /** Starts what runs whether or not anyone asks for anything. */
  public void start(Simulation simulation, long atNanos, SplittableRandom random) {
    tabularModels.start(simulation, atNanos, random);
  }

  /** Handles one request from the outside. */
  public void handle(Strand strand, RequestKind kind) {
    gateway.handle(Flow.begin(strand), kind);
  }
}
