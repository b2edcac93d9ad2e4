// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;

/** Compares with a double: by mathematical value with integers; NaN compares with nothing. */
final class RealPredicate extends TypedPredicate {
  private final Comparison comparison;
  private final double number;

  RealPredicate(Comparison comparison, double number) {
    this.comparison = comparison;
    this.number = number;
  }

  @Override
  boolean knows(ValueType type) {
    return !Double.isNaN(number) && (type == ValueType.INT || type == ValueType.DOUBLE);
  }

  @Override
  boolean text(byte[] source, int offset, int length) {
    return false;
  }

  @Override
  boolean number(ValueType type, long bits) {
    if (!knows(type)) {
      return false;
    }
    if (type == ValueType.INT) {
      return Orders.holds(comparison, Orders.compare(bits, number));
    }
    double value = Double.longBitsToDouble(bits);
    return !Double.isNaN(value) && Orders.holds(comparison, Orders.order(value, number));
  }

  @Override
  public boolean mayMatchInt(long min, long max) {
    return knows(ValueType.INT)
        && Orders.mayHold(comparison, Orders.compare(min, number), Orders.compare(max, number));
  }

  @Override
  public boolean mayMatchDouble(double min, double max) {
    return knows(ValueType.DOUBLE)
        && Orders.mayHold(comparison, Orders.order(min, number), Orders.order(max, number));
  }
}
