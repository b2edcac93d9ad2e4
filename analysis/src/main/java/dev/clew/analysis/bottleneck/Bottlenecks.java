// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.bottleneck;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.Evidence;
import java.util.List;

/**
 * Where requests spend their time.
 *
 * @param requests how many requests this is about
 * @param requestNanos how long they took together
 * @param operations by share of the critical path, then score, highest first
 * @param services by share of the critical path, highest first
 * @param tooFew operations that were left out because they were seen less than {@code samplesMin}
 *     times
 * @param samplesMin how often an operation must be seen to be ranked
 */
public record Bottlenecks(
    double requests,
    double requestNanos,
    List<Operation> operations,
    List<ServiceShare> services,
    int tooFew,
    int samplesMin) {

  public Bottlenecks {
    operations = List.copyOf(operations);
    services = List.copyOf(services);
  }

  /**
   * One operation.
   *
   * @param latencyNanos how long its spans took
   * @param pathShare the part of all requests' time that its spans, without their children, were
   *     waited for; 0 to 1
   * @param onPath in which part of the requests it was on the critical path; 0 to 1
   * @param score mean duration in milliseconds × ln(frequency + 1)
   * @param impact Σ over segments of mean duration (ms) × frequency × business impact
   * @param potential the part of its own time on the path that would be gone if no span took longer
   *     than the median; 0 to 1
   * @param savedNanosPerRequest what a request would have won, on average, had its spans taken no
   *     time: the drag, so what ran beside is taken into account
   */
  public record Operation(
      String service,
      String name,
      Distribution.Summary latencyNanos,
      double pathShare,
      double onPath,
      double score,
      double impact,
      double potential,
      double savedNanosPerRequest,
      Evidence evidence) {}

  /**
   * The part of one service in all requests.
   *
   * @param spans how many spans it has
   * @param exclusiveShare time of its spans without their children by time of the requests; work
   *     side by side counts twice, so all services together may exceed 1
   * @param pathShare time that requests waited for it by time of the requests; all services
   *     together make 1
   */
  public record ServiceShare(
      String service, double spans, double exclusiveShare, double pathShare) {}
}
