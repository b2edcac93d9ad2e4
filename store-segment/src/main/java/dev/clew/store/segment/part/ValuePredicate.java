// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one value, compiled from a comparison, a regular expression or a test of
 * existence. A span matches when some value of the field satisfies it.
 *
 * <p>Threads: safe for any number at once.
 */
public interface ValuePredicate {

  /** Whether some value of this type could satisfy it; lets a part skip whole columns. */
  boolean mayMatch(ValueType type);

  /**
   * Whether a value that is held as bytes satisfies it.
   *
   * @param type {@link ValueType#STRING}, {@link ValueType#BYTES}, {@link ValueType#ARRAY} or
   *     {@link ValueType#KVLIST}
   */
  boolean test(ValueType type, byte[] source, int offset, int length);

  /**
   * Whether a value that is held as a number satisfies it.
   *
   * @param type {@link ValueType#EMPTY}, {@link ValueType#BOOL}, {@link ValueType#INT} or {@link
   *     ValueType#DOUBLE}
   * @param bits as {@link ValueType} describes
   */
  boolean test(ValueType type, long bits);

  /**
   * The one text that satisfies it, as UTF-8, if no other text can; null otherwise. For use with
   * filters and indexes.
   */
  byte @Nullable [] onlyText();

  /** Whether some integer in {@code [min, max]} could satisfy it. */
  boolean mayMatchInt(long min, long max);

  /**
   * Whether some double in {@code [min, max]} could satisfy it; NaN takes no part in minima and
   * maxima.
   */
  boolean mayMatchDouble(double min, double max);
}
