// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinId;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Traces by id. Unless ids are strict, all ids that end in the same 16 digits are one trace: its
 * spans come id by id.
 */
final class ZipkinTraces {

  /** Ids of one trace, when ids are not strict: two are usual. */
  private static final int ALIASES_MAX = 16;

  private final TraceReader reader;
  private final boolean strict;

  ZipkinTraces(TraceReader reader, boolean strict) {
    this.reader = reader;
    this.strict = strict;
  }

  /** The same for all ids of one trace. */
  TraceId key(TraceId id) {
    return strict ? id : new TraceId(0, id.low());
  }

  /** The spans of a trace; close what this returns. */
  TraceChunks read(TraceId id, QueryContext context) {
    return strict ? reader.trace(id, context) : joined(aliases(id, context), context);
  }

  private List<TraceId> aliases(TraceId id, QueryContext context) {
    SpanFilter ending =
        new SpanFilter.Matches(Intrinsic.TRACE_ID, "[0-9a-f]{16}" + ZipkinId.text(id.low()));
    return reader
        .find(TraceQuery.newest(ending, TimeRange.ALL, ALIASES_MAX), context)
        .ids()
        .stream()
        .sorted()
        .toList();
  }

  private TraceChunks joined(List<TraceId> ids, QueryContext context) {
    if (ids.size() == 1) {
      return reader.trace(ids.getFirst(), context);
    }
    Iterator<TraceId> left = ids.iterator();
    return new TraceChunks() {
      private TraceChunks current = TraceChunks.of(List.of());

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && left.hasNext()) {
          current.close();
          current = reader.trace(left.next(), context);
        }
        return current.hasNext();
      }

      @Override
      public SpanBatch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return current.next();
      }

      @Override
      public void close() {
        current.close();
      }
    };
  }
}
