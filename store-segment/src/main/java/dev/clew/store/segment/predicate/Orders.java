// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.store.query.Comparison;

/** What follows from the order of two values, given as by {@link java.util.Comparator}. */
final class Orders {

  private Orders() {}

  static boolean holds(Comparison comparison, int order) {
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /**
   * Whether a value between a minimum and a maximum, given how these compare, can satisfy the
   * comparison.
   */
  static boolean mayHold(Comparison comparison, int minOrder, int maxOrder) {
    return switch (comparison) {
      case EQUAL -> minOrder <= 0 && maxOrder >= 0;
      case NOT_EQUAL -> minOrder != 0 || maxOrder != 0;
      case LESS -> minOrder < 0;
      case LESS_OR_EQUAL -> minOrder <= 0;
      case GREATER -> maxOrder > 0;
      case GREATER_OR_EQUAL -> maxOrder >= 0;
    };
  }

  static int order(double left, double right) {
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /**
   * Compares by mathematical value: a long has more digits than a double can hold. NaN is the
   * caller's business.
   */
  static int compare(long left, double right) {
    double rounded = left;
    if (rounded != right) {
      return rounded < right ? -1 : 1;
    }
    return rounded >= 0x1p63 ? -1 : Long.compare(left, (long) right);
  }
}
