// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.ValueReader;

/**
 * The values that a field has, row by row.
 *
 * <p>A value is a form and its bits. The forms below {@link #SPAN_ID} are the ordinals of {@link
 * dev.clew.model.ValueType}, with a dictionary number for byte strings; the others are texts that
 * are made when they are needed.
 *
 * <p>Threads: any number at once.
 */
interface FieldValues {

  /** Bits are a span id, text is 16 hex digits. */
  int SPAN_ID = 8;

  /** Bits are the number of a trace, text is 32 hex digits. */
  int TRACE = 9;

  /** Bits are an ordinal of {@link dev.clew.model.SpanKind}, text is its label. */
  int KIND = 10;

  /** Bits are an ordinal of {@link dev.clew.model.StatusCode}, text is its label. */
  int STATUS = 11;

  /** Bits are a row of the link table, text is the trace id it points to, 32 hex digits. */
  int LINK_TRACE_ID = 12;

  /** How many forms there are. */
  int FORM_COUNT = 13;

  /** What is done with a value. */
  interface Visitor {
    /** Returns whether that was enough. */
    boolean visit(int form, long bits);
  }

  /**
   * Calls a visitor with each value of a span, in the order that {@link ValueReader} wants, until
   * it has enough.
   *
   * @return whether it had
   */
  boolean visit(int row, Visitor visitor);

  /** A field whose values depend on the signature of a span alone. */
  interface OfSignature extends FieldValues {

    /** Same as {@link #visit} for all spans with a signature. */
    boolean visitSignature(int signature, Visitor visitor);
  }
}
