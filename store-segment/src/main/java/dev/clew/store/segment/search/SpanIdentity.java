// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.SpanBatch;

/** What makes two spans of a trace the same span, sent twice. */
record SpanIdentity(long spanId, long startNanos, int kind) {

  static SpanIdentity of(SpanBatch batch, int row) {
    return new SpanIdentity(batch.spanId(row), batch.startNanos(row), batch.kind(row).ordinal());
  }
}
