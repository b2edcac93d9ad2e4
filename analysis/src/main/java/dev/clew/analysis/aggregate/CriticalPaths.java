// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.aggregate;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.Evidence;
import java.util.List;

/**
 * The critical paths of many requests together. Figures per request are means over all requests,
 * also those without the operation.
 *
 * @param requests how many requests, weighted
 * @param totalNanos how long they took together
 * @param faster the part of its time that an operation or service is thought to be faster by
 * @param operations by the time on the path that was their own, most first
 * @param services the same of services
 */
public record CriticalPaths(
    double requests,
    double totalNanos,
    double faster,
    List<Operation> operations,
    List<Service> services) {

  public CriticalPaths {
    operations = List.copyOf(operations);
    services = List.copyOf(services);
  }

  /**
   * One operation.
   *
   * @param spans how many spans it had, weighted
   * @param onPath the part of them that a request waited for
   * @param requestShare the part of all requests with such a span
   * @param pathShare the part of all requests' time that was its own; they add up to 1
   * @param exclusiveNanos its own time on the path, per request
   * @param dragNanos how much sooner a request would end if its spans, each by itself, took no time
   * @param savedNanos how much sooner a request would end if all its spans, with everything below
   *     them, took less of their time, as {@link CriticalPaths#faster} says; 0 for the request
   *     itself
   * @param savedShare the part of all requests' time that this is
   * @param slackNanos of its spans off the path: how much longer they may take before a request
   *     does
   */
  public record Operation(
      String service,
      String name,
      double spans,
      double onPath,
      double requestShare,
      double pathShare,
      double exclusiveNanos,
      double dragNanos,
      double savedNanos,
      double savedShare,
      Distribution.Summary slackNanos,
      Evidence evidence) {}

  /**
   * One service.
   *
   * @param pathShare the part of all requests' time that was its own; they add up to 1
   * @param exclusiveNanos its own time on the path, per request
   * @param savedNanos how much sooner a request would end if all its spans were that much faster
   * @param savedShare the part of all requests' time that this is
   */
  public record Service(
      String service,
      double requestShare,
      double pathShare,
      double exclusiveNanos,
      double savedNanos,
      double savedShare,
      Evidence evidence) {}
}
