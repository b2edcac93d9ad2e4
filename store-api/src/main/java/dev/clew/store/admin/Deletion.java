// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.admin;

import dev.clew.model.TraceId;
import dev.clew.store.query.Field;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.query.TimeRange;

/**
 * What to delete. A field that is known of whole traces only, such as the name of the root, is
 * refused with an {@link InvalidQueryException}.
 */
public sealed interface Deletion {

  /** All spans of a trace. */
  record Trace(TraceId id) implements Deletion {}

  /**
   * The spans that start in the range and have a value of the field that equals the operand, as in
   * a {@link dev.clew.store.query.SpanFilter}; the rest of their traces stays.
   */
  record Spans(Field field, Operand value, TimeRange range) implements Deletion {
    public Spans {
      requireOfSpan(field);
    }
  }

  /** All spans of the traces that have a span as in {@link Spans}. */
  record Traces(Field field, Operand value, TimeRange range) implements Deletion {
    public Traces {
      requireOfSpan(field);
    }
  }

  private static void requireOfSpan(Field field) {
    if (field == Field.Intrinsic.CHILD_COUNT
        || (field instanceof Field.Intrinsic intrinsic && intrinsic.isOfTrace())) {
      throw new InvalidQueryException(
          "delete by " + field + " (expected: a field that a span has by itself)");
    }
  }
}
