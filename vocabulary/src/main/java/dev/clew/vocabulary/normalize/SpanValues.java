// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.ValueType;

/**
 * The concepts of the span at hand, by number. A negative number is a concept that the vocabulary
 * does not have: it is never there, and setting it does nothing.
 */
final class SpanValues {

  private final ValueType[] types;
  private final long[] bits;
  private final boolean[] isSet;
  private final boolean[] isSent;
  private final int[] touched;
  private int touchedCount;

  SpanValues(int conceptCount) {
    types = new ValueType[conceptCount];
    bits = new long[conceptCount];
    isSet = new boolean[conceptCount];
    isSent = new boolean[conceptCount];
    touched = new int[conceptCount];
  }

  void clear() {
    for (int i = 0; i < touchedCount; i++) {
      isSet[touched[i]] = false;
    }
    touchedCount = 0;
  }

  /** Sets a value, whether or not there is one. */
  void set(int concept, ValueType type, long value) {
    set(concept, type, value, false);
  }

  /**
   * Sets a value.
   *
   * @param sent whether the span says exactly this itself, so that nothing needs to be derived
   */
  void set(int concept, ValueType type, long value, boolean sent) {
    if (concept < 0) {
      return;
    }
    if (!isSet[concept]) {
      isSet[concept] = true;
      touched[touchedCount++] = concept;
    }
    types[concept] = type;
    bits[concept] = value;
    isSent[concept] = sent;
  }

  boolean has(int concept) {
    return concept >= 0 && isSet[concept];
  }

  /** Takes a value back. */
  void remove(int concept) {
    if (has(concept)) {
      isSent[concept] = true; // so that it is not derived
    }
  }

  ValueType type(int concept) {
    return types[concept];
  }

  long bits(int concept) {
    return bits[concept];
  }

  /** A whole number, or zero if there is none. */
  long number(int concept) {
    return has(concept) && types[concept] == ValueType.INT ? bits[concept] : 0;
  }

  /** A number, or zero if there is none. */
  double real(int concept) {
    return has(concept) && types[concept] == ValueType.DOUBLE
        ? Double.longBitsToDouble(bits[concept])
        : 0;
  }

  int touchedCount() {
    return touchedCount;
  }

  int touched(int index) {
    return touched[index];
  }

  /** Whether this concept is to be derived. */
  boolean isDerived(int concept) {
    return has(concept) && !isSent[concept];
  }
}
