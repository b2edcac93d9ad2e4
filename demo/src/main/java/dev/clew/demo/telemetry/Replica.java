// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.HashMap;
import java.util.Map;

/** One running copy of a service: a tracer provider with its own resource. */
public final class Replica {

  private final SdkTracerProvider provider;
  private final String podName;
  private final String nodeName;
  private final String accelerator;
  private final Map<Scope, Tracer> tracers = new HashMap<>();

  Replica(SdkTracerProvider provider, String podName, String nodeName, String accelerator) {
    this.provider = provider;
    this.podName = podName;
    this.nodeName = nodeName;
    this.accelerator = accelerator;
  }

  /** The name of its pod. */
  public String podName() {
    return podName;
  }

  /** The name of the node it runs on. */
  public String nodeName() {
    return nodeName;
  }

  /** The type of its GPU, empty if it has none. */
  public String accelerator() {
    return accelerator;
  }

  Tracer tracer(Scope scope) {
    return tracers.computeIfAbsent(scope, key -> provider.get(key.name(), key.version()));
  }
}
