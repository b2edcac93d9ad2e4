// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a search.
 *
 * @param traces in the order asked for
 * @param next finds the next page, about the same time; empty for the last one
 * @param total how many traces match in all, if that was asked for
 * @param partial why traces may be missing, for people; empty if none is
 */
public record TracePage(
    List<TraceSummary> traces,
    Optional<TraceQuery> next,
    OptionalLong total,
    Optional<String> partial) {

  /** Copies the traces. */
  public TracePage {
    traces = List.copyOf(traces);
  }
}
