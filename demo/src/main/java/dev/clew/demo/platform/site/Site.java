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

  private final Fleet fleet;
  private final Timetable timetable;
  private final int size;
  private final List<Consumer<Strand>> background = new ArrayList<>();

  /**
   * An empty site.
   *
   * @param size how many times bigger than a laptop-sized platform it is, at least 1; everything
   *     that could become a bottleneck is multiplied by it
   */
  public Site(Fleet fleet, Timetable timetable, int size) {
    this.fleet = fleet;
    this.timetable = timetable;
    this.size = size;
  }

  /** A running service; a site of size 1 has {@code replicaCount} replicas of it. */
  public Service deploy(Deployment deployment, int replicaCount) {
    return fleet.deploy(deployment, replicaCount * size);
  }

  /** When which incident is under way. */
  public Timetable timetable() {
    return timetable;
  }

  /** How many times bigger than a laptop-sized platform this is. */
  public int size() {
    return size;
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
