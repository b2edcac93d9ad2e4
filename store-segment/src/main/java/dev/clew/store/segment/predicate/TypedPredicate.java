// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.AttributeValue;
import dev.clew.model.NestedValues;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ValuePredicate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shared shape: what a predicate says of each element of an array, and of types it does not
 * know.
 */
abstract class TypedPredicate implements ValuePredicate {

  abstract boolean text(byte[] source, int offset, int length);

  abstract boolean number(ValueType type, long bits);

  /** Whether values of this type, or arrays of them, can satisfy it. */
  abstract boolean knows(ValueType type);

  @Override
  public boolean mayMatch(ValueType type) {
    return type == ValueType.ARRAY || knows(type);
  }

  @Override
  public boolean test(ValueType type, byte[] source, int offset, int length) {
    return switch (type) {
      case STRING -> text(source, offset, length);
      case ARRAY ->
          anyElement(NestedValues.decodeArray(Arrays.copyOfRange(source, offset, offset + length)));
      default -> false;
    };
  }

  @Override
  public boolean test(ValueType type, long bits) {
    return number(type, bits);
  }

  /** Whether an array element without an order of its own satisfies it. */
  boolean other(AttributeValue element) {
    return false;
  }

  final boolean anyElement(AttributeValue.ArrayValue array) {
    for (AttributeValue value : array.values()) {
      if (element(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean element(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        yield text(utf8, 0, utf8.length);
      }
      case AttributeValue.BoolValue(boolean truth) -> number(ValueType.BOOL, truth ? 1 : 0);
      case AttributeValue.IntValue(long number) -> number(ValueType.INT, number);
      case AttributeValue.DoubleValue(double number) ->
          number(ValueType.DOUBLE, Double.doubleToRawLongBits(number));
      case AttributeValue.ArrayValue array -> anyElement(array);
      case AttributeValue.EmptyValue(), AttributeValue.BytesValue _, AttributeValue.KvListValue _ ->
          other(value);
    };
  }

  @Override
  public byte @Nullable [] onlyText() {
    return null;
  }

  @Override
  public boolean mayMatchInt(long min, long max) {
    return knows(ValueType.INT);
  }

  @Override
  public boolean mayMatchDouble(double min, double max) {
    return knows(ValueType.DOUBLE);
  }
}
