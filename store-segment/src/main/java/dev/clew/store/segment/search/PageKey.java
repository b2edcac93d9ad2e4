// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.TraceId;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;

/**
 * The place of a trace in a result: ascending keys are the order of the page.
 *
 * @param rank what the sort looks at, turned so that smaller comes first
 */
record PageKey(long rank, TraceId id) implements Comparable<PageKey> {

  private static final int CURSOR_BYTES = Integer.BYTES + 3 * Long.BYTES;

  /**
   * The key of a trace with these figures; complementing a number reverses its order without
   * overflow.
   */
  static PageKey of(TraceSort sort, TraceId id, TraceFigures trace) {
    long rank =
        switch (sort) {
          case NEWEST -> ~trace.startNanos();
          case OLDEST -> trace.startNanos();
          case LONGEST -> ~trace.durationNanos();
          case SHORTEST -> trace.durationNanos();
          case MOST_SPANS -> ~(long) trace.spanCount();
          case MOST_ERRORS -> ~(long) trace.errorSpanCount();
        };
    return new PageKey(rank, id);
  }

  @Override
  public int compareTo(PageKey other) {
    int order = Long.compare(rank, other.rank);
    return order != 0 ? order : id.compareTo(other.id);
  }

  /** The cursor that continues the query behind this trace. */
  String toCursor(TraceQuery query) {
    ByteBuffer bytes =
        ByteBuffer.allocate(CURSOR_BYTES)
            .putInt(identity(query))
            .putLong(rank)
            .putLong(id.high())
            .putLong(id.low());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads {@link #toCursor}.
   *
   * @throws InvalidQueryException if it is no cursor, or one of another query
   */
  static PageKey ofCursor(String cursor, TraceQuery query) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
    } catch (IllegalArgumentException notBase64) {
      throw new InvalidQueryException(message(cursor), notBase64);
    }
    if (bytes.remaining() != CURSOR_BYTES || bytes.getInt() != identity(query)) {
      throw new InvalidQueryException(message(cursor));
    }
    return new PageKey(bytes.getLong(), new TraceId(bytes.getLong(), bytes.getLong()));
  }

  /** What a page of a query has in common with the next one; limit and total may change. */
  private static int identity(TraceQuery query) {
    return Objects.hash(query.where(), query.range(), query.sort().name());
  }

  private static String message(String cursor) {
    return "page cursor: \"" + cursor + "\" (expected: one that the same query returned)";
  }
}
