// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.util.List;
import java.util.Optional;

/**
 * A trace with all its spans.
 *
 * @param traceId 32 hex digits
 * @param spans in the order in which Clew sends them, by start time as a rule
 * @param partial why spans may be missing, for people; empty if none is
 */
public record Trace(String traceId, List<Span> spans, Optional<String> partial) {

  /** Copies the spans. */
  public Trace {
    spans = List.copyOf(spans);
  }

  /** The span without a parent, or the first if there is none. */
  public Optional<Span> root() {
    return spans.stream()
        .filter(span -> span.parentSpanId().isEmpty())
        .findFirst()
        .or(() -> spans.stream().findFirst());
  }
}
