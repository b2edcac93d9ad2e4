// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.aggregate;

import dev.clew.analysis.figure.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * The batches that requests waited for: spans, as a rule of other traces, that are linked with
 * spans on their critical paths.
 *
 * @param linkedTraces traces with links that were looked at, beside those of the requests
 * @param incomplete why not every linked trace was looked at, in words; empty if all were
 * @param operations by the time that requests waited for them, most first
 */
public record Batches(
    long linkedTraces, Optional<String> incomplete, List<BatchOperation> operations) {

  public Batches {
    operations = List.copyOf(operations);
  }

  /**
   * One operation that works in batches, and one that waits for it. Figures per request are means
   * over all requests, also those that did not wait.
   *
   * @param service whose batches
   * @param name the operation
   * @param waitingService whose span waited
   * @param waitingName its operation
   * @param requestShare the part of all requests that waited for such a batch
   * @param batches how many of them there were, each once however many requests shared it
   * @param size how many shared one, on average over those who waited
   * @param pathShare the part of all requests' time that was waiting for them
   * @param waitNanos that waiting, per request
   * @param shareNanos the request's share of it, per request: each wait by the size of its batch
   */
  public record BatchOperation(
      String service,
      String name,
      String waitingService,
      String waitingName,
      double requestShare,
      long batches,
      double size,
      double pathShare,
      double waitNanos,
      double shareNanos,
      Evidence evidence) {}
}
