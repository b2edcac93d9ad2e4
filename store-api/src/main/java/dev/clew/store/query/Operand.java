// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/** The constant side of a comparison. */
public sealed interface Operand {

  /** A string; equal only to strings. Order is that of the UTF-8 bytes. */
  record Text(String value) implements Operand {}

  /** An integer; compares with integers and, by numeric value, with doubles. */
  record Int(long value) implements Operand {}

  /** A floating-point number; compares with doubles and, by numeric value, with integers. */
  record Real(double value) implements Operand {}

  /** A truth value. */
  record Bool(boolean value) implements Operand {}

  /**
   * Text from a protocol that knows no types: equal to whatever value prints so, see {@link
   * PlainText}, and to a number that it is another way to write. {@code "123"} equals the string
   * and the integer 123 and the double 123.0, {@code "72.50"} the double 72.5, {@code "true"} the
   * boolean; an array equals its JSON text and, as always, by its elements.
   *
   * <p>It is unequal to a value (an element, for an array) that it does not equal. It is less or
   * greater than a string by UTF-8 order and, if it is a number, than a number; a decimal text is
   * compared exactly with integers and as the nearest double with doubles.
   */
  record Untyped(String text) implements Operand {}
}
