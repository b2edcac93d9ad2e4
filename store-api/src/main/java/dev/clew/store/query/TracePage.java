// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a search.
 *
 * @param traces in the order asked for; a trace is here once, whole, wherever its spans are stored
 * @param next cursor of the next page; empty when this is the last
 * @param total how many traces match in all; present when it was asked for and the answer is not
 *     partial
 * @param stats what the answer cost and whether it is complete
 */
public record TracePage(
    List<TraceSummary> traces, Optional<String> next, OptionalLong total, QueryStats stats) {

  public TracePage {
    traces = List.copyOf(traces);
  }
}
