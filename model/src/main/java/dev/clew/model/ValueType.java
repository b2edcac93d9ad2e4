// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/**
 * The type of an attribute value, as OTLP's {@code AnyValue} has it. The ordinal is written to
 * disk, so the order never changes.
 *
 * <p>In an {@link AttributeTable} each value is a {@code long}: the number itself for {@link #BOOL}
 * (0 or 1) and {@link #INT}, the raw IEEE 754 bits for {@link #DOUBLE}, zero for {@link #EMPTY},
 * and for the others a reference into the batch's {@link BytesTable}: UTF-8 for {@link #STRING},
 * the bytes themselves for {@link #BYTES}, and for {@link #ARRAY} and {@link #KVLIST} the protobuf
 * encoding of OTLP's {@code ArrayValue} or {@code KeyValueList} (see {@link NestedValues}).
 */
public enum ValueType {
  EMPTY,
  STRING,
  BOOL,
  INT,
  DOUBLE,
  BYTES,
  ARRAY,
  KVLIST;

  private static final ValueType[] VALUES = values();

  /**
   * The type with this ordinal.
   *
   * @throws ArrayIndexOutOfBoundsException if there is none
   */
  public static ValueType ofCode(int code) {
    return VALUES[code];
  }

  /** Whether the value is a reference into the {@link BytesTable}. */
  public boolean isReference() {
    return this == STRING || ordinal() >= BYTES.ordinal();
  }
}
