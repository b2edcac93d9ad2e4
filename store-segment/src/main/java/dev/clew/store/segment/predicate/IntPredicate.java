// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;

/** Compares with an integer: exactly with integers, by mathematical value with doubles. */
final class IntPredicate extends TypedPredicate {
  private final Comparison comparison;
  private final long number;

  IntPredicate(Comparison comparison, long number) {
    this.comparison = comparison;
    this.number = number;
  }

  @Override
  boolean knows(ValueType type) {
    return type == ValueType.INT || type == ValueType.DOUBLE;
  }

  @Override
  boolean text(byte[] source, int offset, int length) {
    return false;
  }

  @Override
  boolean number(ValueType type, long bits) {
    return switch (type) {
      case INT -> Orders.holds(comparison, Long.compare(bits, number));
      case DOUBLE -> {
        double value = Double.longBitsToDouble(bits);
        yield !Double.isNaN(value) && Orders.holds(comparison, -Orders.compare(number, value));
      }
      default -> false;
    };
  }

  @Override
  public boolean mayMatchInt(long min, long max) {
    return Orders.mayHold(comparison, Long.compare(min, number), Long.compare(max, number));
  }

  @Override
  public boolean mayMatchDouble(double min, double max) {
    return Orders.mayHold(comparison, -Orders.compare(number, min), -Orders.compare(number, max));
  }
}
