// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.model.ValueType;

/**
 * A tag that is being read: places in the payload, so that one object serves for all.
 *
 * <p>Which of the value fields counts is said by a field of its own, which may come after them.
 */
final class Tag {

  int keyBegin;
  int keyEnd;
  ValueType type = ValueType.STRING;
  private int textBegin;
  private int textEnd;
  private int binaryBegin;
  private int binaryEnd;
  private long truth;
  private long number;
  private long doubleBits;

  /** Begins another tag: no key, an empty text. */
  void clear() {
    keyBegin = 0;
    keyEnd = 0;
    type = ValueType.STRING;
    textBegin = 0;
    textEnd = 0;
    binaryBegin = 0;
    binaryEnd = 0;
    truth = 0;
    number = 0;
    doubleBits = 0;
  }

  void key(int begin, int end) {
    keyBegin = begin;
    keyEnd = end;
  }

  void text(int begin, int end) {
    textBegin = begin;
    textEnd = end;
  }

  void binary(int begin, int end) {
    binaryBegin = begin;
    binaryEnd = end;
  }

  void truth(boolean value) {
    truth = value ? 1 : 0;
  }

  void number(long value) {
    number = value;
  }

  void doubleBits(long bits) {
    doubleBits = bits;
  }

  /** Where the value begins, of a text or bytes. */
  int begin() {
    return type == ValueType.BYTES ? binaryBegin : textBegin;
  }

  /** One past the value, of a text or bytes. */
  int end() {
    return type == ValueType.BYTES ? binaryEnd : textEnd;
  }

  /** The value of a truth, a number or a double; see {@link ValueType}. */
  long bits() {
    return switch (type) {
      case BOOL -> truth;
      case INT -> number;
      case DOUBLE -> doubleBits;
      case EMPTY, STRING, BYTES, ARRAY, KVLIST -> 0;
    };
  }
}
