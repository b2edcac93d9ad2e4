// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import java.util.List;
import java.util.random.RandomGenerator;

/** A simulated deployment: a name and the replicas behind it. */
public record Service(String name, List<Replica> replicas) {

  public Service {
    replicas = List.copyOf(replicas);
  }

  /** The replica that a load balancer happens to choose. */
  public Replica pick(RandomGenerator random) {
    return replicas.get(random.nextInt(replicas.size()));
  }

  /** The host name under which callers reach it. */
  public String address() {
    return name + ".shop-ml.svc.cluster.local";
  }
}
