// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.AttributeValue;

/**
 * Reads the values of one field of one part. Where a span has several values, the first counts,
 * looked for on the span, its resource, its scope, its events and its links, in this order.
 *
 * <p>Threads: one at a time.
 */
public interface ValueReader {

  /**
   * The code of each span's value in a block, or -1 where there is none. Equal values have equal
   * codes within the part.
   */
  void codes(int block, int[] target);

  /** The value of a code that {@link #codes} returned. */
  AttributeValue value(int code);

  /** The text of a code; empty for -1 and for a value that is not text. */
  default String text(int code) {
    return code >= 0 && value(code) instanceof AttributeValue.StringValue(String text) ? text : "";
  }

  /** Each span's value in a block as a number, NaN where it is absent or not a number. */
  void numbers(int block, double[] target);
}
