// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;
import dev.clew.model.TraceId;
import dev.clew.store.query.QueryContext;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads many traces one after the other: what a store does that knows no better way. */
final class TraceByTrace implements TraceChunks {

  private final TraceReader reader;
  private final Projection projection;
  private final QueryContext context;
  private final Iterator<TraceId> ids;
  private @Nullable SpanBatch next;

  TraceByTrace(TraceReader reader, List<TraceId> ids, Projection projection, QueryContext context) {
    this.reader = reader;
    this.projection = projection;
    this.context = context;
    this.ids = new LinkedHashSet<>(ids).iterator();
  }

  @Override
  public boolean hasNext() {
    while (next == null && ids.hasNext()) {
      next = read(ids.next());
    }
    return next != null;
  }

  @Override
  public SpanBatch next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("traces: none left");
    }
    SpanBatch batch = next;
    next = null;
    return batch;
  }

  @Override
  public void close() {}

  private @Nullable SpanBatch read(TraceId id) {
    try (TraceChunks chunks = reader.trace(id, context)) {
      List<SpanBatch> batches = chunks.toList();
      if (batches.isEmpty()) {
        return null;
      }
      SpanBatchBuilder whole = new SpanBatchBuilder();
      SpanCopier copier = new SpanCopier(whole, projection);
      for (SpanBatch batch : batches) {
        for (int row = 0; row < batch.spanCount(); row++) {
          copier.copy(batch, row);
        }
      }
      return whole.build();
    }
  }
}
