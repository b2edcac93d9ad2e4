// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.model.SpanKind;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * What of a span decides about calls.
 *
 * @param parentId zero for a root
 * @param service empty if it has none
 */
record CallSpan(
    long id,
    long parentId,
    String service,
    SpanKind kind,
    long startNanos,
    double durationNanos,
    boolean isError) {

  private static final Set<SpanKind> SERVES = EnumSet.of(SpanKind.SERVER, SpanKind.CONSUMER);

  /**
   * Of spans that have the same id, the caller first: one that serves, then the one that starts
   * earlier, then that of the lower kind.
   */
  static final Comparator<CallSpan> CALLER_FIRST =
      Comparator.comparing((CallSpan span) -> !SERVES.contains(span.kind))
          .thenComparingLong(CallSpan::startNanos)
          .thenComparing(CallSpan::kind);

  /** What makes two spans of a trace the same span, sent twice. */
  record Identity(long id, long startNanos, SpanKind kind) {}

  Identity identity() {
    return new Identity(id, startNanos, kind);
  }
}
