// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ValuePredicate;
import org.jspecify.annotations.Nullable;

/** Accepts every value. */
enum AnyValue implements ValuePredicate {
  INSTANCE;

  @Override
  public boolean mayMatch(ValueType type) {
    return true;
  }

  @Override
  public boolean test(ValueType type, byte[] source, int offset, int length) {
    return true;
  }

  @Override
  public boolean test(ValueType type, long bits) {
    return true;
  }

  @Override
  public byte @Nullable [] onlyText() {
    return null;
  }

  @Override
  public boolean mayMatchInt(long min, long max) {
    return true;
  }

  @Override
  public boolean mayMatchDouble(double min, double max) {
    return true;
  }
}
