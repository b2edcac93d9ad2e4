// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A trace in a list of results.
 *
 * @param traceId 32 hex digits
 * @param rootService service of the root span, or of the earliest if the root is missing
 * @param rootOperation name of that span
 * @param start when its first span began
 * @param end when its last span ended
 * @param spanCount how many spans there are
 * @param errorSpanCount how many of them have the status ERROR
 * @param orphanSpanCount how many of them name a parent that is missing
 * @param services its services, sorted by name
 */
public record TraceSummary(
    String traceId,
    String rootService,
    String rootOperation,
    Instant start,
    Instant end,
    int spanCount,
    int errorSpanCount,
    int orphanSpanCount,
    List<Service> services) {

  /** Copies the services. */
  public TraceSummary {
    services = List.copyOf(services);
  }

  /** From the first start to the last end. */
  public Duration duration() {
    return Duration.between(start, end);
  }

  /** The part of one service in a trace. */
  public record Service(String name, int spanCount, int errorSpanCount) {}
}
