// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import java.util.List;

/**
 * What is known about a service before it runs.
 *
 * @param nodePool which machines it runs on; part of the node's name
 * @param accelerators one entry per kind of GPU, dealt to the replicas in turn; empty for none
 */
public record Deployment(
    String name,
    String version,
    Language language,
    Protocol protocol,
    String nodePool,
    List<String> accelerators) {

  public Deployment {
    accelerators = List.copyOf(accelerators);
  }

  /** A service on general-purpose nodes that sends by gRPC. */
  public static Deployment of(String name, String version, Language language) {
    return new Deployment(name, version, language, Protocol.GRPC, "general", List.of());
  }

  /** The same service, sending by {@code newProtocol}. */
  public Deployment by(Protocol newProtocol) {
    return new Deployment(name, version, language, newProtocol, nodePool, accelerators);
  }

  /** The same service on another pool of nodes. */
  public Deployment onNodes(String newNodePool) {
    return new Deployment(name, version, language, protocol, newNodePool, accelerators);
  }

  /** The same service on nodes with these GPUs. */
  public Deployment onGpus(String... gpus) {
    return new Deployment(name, version, language, protocol, "gpu", List.of(gpus));
  }
}
