// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.TraceId;
import java.util.List;

/**
 * A trace in a list of results.
 *
 * @param rootServiceName service of the root span, see {@link Field.Intrinsic#ROOT_NAME}, or of the
 *     earliest span while the root has not arrived; empty if that span has no service name
 * @param rootName name of the same span
 * @param startNanos earliest start of its spans, epoch nanoseconds
 * @param endNanos latest end of its spans, epoch nanoseconds
 * @param spanCount spans stored
 * @param errorSpanCount spans with the status ERROR
 * @param orphanSpanCount spans with a parent id that no other span of the trace has as id
 * @param services its services, sorted by name; the empty name stands for spans without one
 */
public record TraceSummary(
    TraceId traceId,
    String rootServiceName,
    String rootName,
    long startNanos,
    long endNanos,
    int spanCount,
    int errorSpanCount,
    int orphanSpanCount,
    List<Service> services) {

  public TraceSummary {
    services = List.copyOf(services);
  }

  /** From the first start to the last end, in nanoseconds. */
  public long durationNanos() {
    return Math.max(0, endNanos - startNanos);
  }

  /** The part of one service in a trace. */
  public record Service(String name, int spanCount, int errorSpanCount) {}
}
