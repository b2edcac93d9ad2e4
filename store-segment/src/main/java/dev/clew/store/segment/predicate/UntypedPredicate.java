// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.AttributeValue;
import dev.clew.model.NestedValues;
import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.PlainText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Text without a type: for each type, what the text would be as a value of it. */
final class UntypedPredicate extends TypedPredicate {
  private static final java.util.regex.Pattern DECIMAL =
      java.util.regex.Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  private final Comparison comparison;
  private final String text;
  private final TextPredicate asText;
  private final @Nullable Decimal asNumber;

  /** The text as a number: exactly for integers, rounded for doubles. */
  private record Decimal(BigDecimal exact, double rounded) {
    int orderOf(long value) {
      return BigDecimal.valueOf(value).compareTo(exact);
    }
  }

  UntypedPredicate(Comparison comparison, String text) {
    this.comparison = comparison;
    this.text = text;
    this.asText = new TextPredicate(comparison, text);
    this.asNumber =
        DECIMAL.matcher(text).matches()
            ? new Decimal(new BigDecimal(text), Double.parseDouble(text))
            : null;
  }

  @Override
  boolean knows(ValueType type) {
    return true; // what is not equal may be of any type
  }

  @Override
  boolean text(byte[] source, int offset, int length) {
    return asText.text(source, offset, length);
  }

  @Override
  boolean number(ValueType type, long bits) {
    return switch (type) {
      case INT -> ordered(asNumber == null ? null : asNumber.orderOf(bits));
      case DOUBLE -> real(Double.longBitsToDouble(bits));
      case BOOL -> printed(bits != 0 ? "true" : "false");
      default -> printed("");
    };
  }

  private boolean real(double value) {
    if (!Double.isFinite(value)) {
      return (asNumber == null || Double.isNaN(value))
          ? printed(PlainText.ofDouble(value))
          : ordered(value > 0 ? 1 : -1);
    }
    return ordered(asNumber == null ? null : Orders.order(value, asNumber.rounded()));
  }

  /** How a number stands to the text; null when the text is none, so that the two are unequal. */
  private boolean ordered(@Nullable Integer order) {
    return order == null ? comparison == Comparison.NOT_EQUAL : Orders.holds(comparison, order);
  }

  @Override
  public boolean test(ValueType type, byte[] source, int offset, int length) {
    if (type == ValueType.STRING) {
      return text(source, offset, length);
    }
    byte[] bytes = Arrays.copyOfRange(source, offset, offset + length);
    return switch (type) {
      case BYTES -> printed(Base64.getEncoder().encodeToString(bytes));
      case ARRAY -> {
        AttributeValue.ArrayValue array = NestedValues.decodeArray(bytes);
        yield (comparison == Comparison.EQUAL && printed(PlainText.of(array))) || anyElement(array);
      }
      case KVLIST -> printed(PlainText.of(NestedValues.decodeKvList(bytes)));
      default -> false;
    };
  }

  @Override
  boolean other(AttributeValue element) {
    return printed(PlainText.of(element));
  }

  private boolean printed(String value) {
    return switch (comparison) {
      case EQUAL -> value.equals(text);
      case NOT_EQUAL -> !value.equals(text);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
    };
  }

  @Override
  public byte @Nullable [] onlyText() {
    return asText.onlyText();
  }

  @Override
  public boolean mayMatchInt(long min, long max) {
    return asNumber == null
        ? comparison == Comparison.NOT_EQUAL
        : Orders.mayHold(comparison, asNumber.orderOf(min), asNumber.orderOf(max));
  }
}
