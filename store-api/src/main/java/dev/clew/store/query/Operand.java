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
   * Text from a protocol that knows no types: equal to whatever value prints so. {@code "123"}
   * equals the string and the integer 123, {@code "72.5"} the double, {@code "true"} the boolean;
   * an array or kvlist prints as JSON, bytes as base64.
   */
  record Untyped(String text) implements Operand {}
}
