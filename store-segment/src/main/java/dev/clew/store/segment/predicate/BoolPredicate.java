// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;

/** Compares with a truth value. */
final class BoolPredicate extends TypedPredicate {
  private final boolean wanted;
  private final boolean decidable;

  BoolPredicate(Comparison comparison, boolean truth) {
    this.decidable = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
    this.wanted = (comparison == Comparison.EQUAL) == truth;
  }

  @Override
  boolean knows(ValueType type) {
    return decidable && type == ValueType.BOOL;
  }

  @Override
  boolean text(byte[] source, int offset, int length) {
    return false;
  }

  @Override
  boolean number(ValueType type, long bits) {
    return knows(type) && (bits != 0) == wanted;
  }
}
