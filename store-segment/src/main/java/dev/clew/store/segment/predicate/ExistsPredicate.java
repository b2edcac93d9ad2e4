// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.ValueType;

/** Any value, of any type. */
final class ExistsPredicate extends TypedPredicate {
  @Override
  boolean knows(ValueType type) {
    return true;
  }

  @Override
  boolean text(byte[] source, int offset, int length) {
    return true;
  }

  @Override
  boolean number(ValueType type, long bits) {
    return true;
  }

  @Override
  public boolean test(ValueType type, byte[] source, int offset, int length) {
    return true;
  }
}
