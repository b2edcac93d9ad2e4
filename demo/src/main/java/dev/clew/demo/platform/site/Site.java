// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.site;

import dev.clew.demo.incident.Timetable;
import dev.clew.demo.sim.Simulation;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Fleet;
import dev.clew.demo.telemetry.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The place where services are deployed and their background work is started. */
public final class Site {

  private static final double REQUESTS_PER_SECOND_PER_REPLICA_SET = 10;

  private final Fleet fleet;
  private final Timetable timetable;
  private final double requestsPerSecond;
  private final List<Consumer<Strand>> background = new ArrayList<>();

  /** An empty site that expects this much traffic. */
  public Site(Fleet fleet, Timetable timetable, double requestsPerSecond) {
    this.fleet = fleet;
    this.timetable = timetable;
    this.requestsPerSecond = requestsPerSecond;
  }

  /** A running service, with {@code replicaCount} replicas for each ten requests per second. */
  public Service deploy(Deployment deployment, int replicaCount) {
    return fleet.deploy(deployment, replicaCount * sized(1 / REQUESTS_PER_SECOND_PER_REPLICA_SET));
  }

  /** A capacity in proportion to the traffic, at least 1. */
  public int sized(double perRequestPerSecond) {
    return Math.max(1, (int) Math.ceil(perRequestPerSecond * requestsPerSecond));
  }

  /** When which incident is under way. */
  public Timetable timetable() {
    return timetable;
  }

  /** Registers work that goes on whether or not a request comes in. */
  public void background(Consumer<Strand> work) {
    background.add(work);
  }

  /** Starts the background work at this time, in epoch nanoseconds. */
  public void start(Simulation simulation, long atNanos, SplittableRandom random) {
    for (Consumer<Strand> work : background) {
      simulation.spawnDaemon(atNanos, random.split(), work);
    }
  }
}
