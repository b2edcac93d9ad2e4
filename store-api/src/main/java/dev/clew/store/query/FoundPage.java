// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.TraceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a search that is only about which traces there are. Everything but {@code traces} is
 * as in {@link TracePage}.
 */
public record FoundPage(
    List<FoundTrace> traces, Optional<String> next, OptionalLong total, QueryStats stats) {

  public FoundPage {
    traces = List.copyOf(traces);
  }

  /** What a page of summaries says of the traces on it. */
  public static FoundPage of(TracePage page) {
    return new FoundPage(
        page.traces().stream().map(FoundTrace::of).toList(),
        page.next(),
        page.total(),
        page.stats());
  }

  /** The ids of the traces, in the order asked for. */
  public List<TraceId> ids() {
    return traces.stream().map(FoundTrace::traceId).toList();
  }
}
