// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Operand;
import dev.clew.store.query.PlainText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** How one value, not an array, compares with an operand. */
final class ValueComparison {

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  private ValueComparison() {}

  static boolean holds(AttributeValue value, Comparison comparison, Operand operand) {
    return switch (operand) {
      case Operand.Text(String text) ->
          value instanceof StringValue(String own) && satisfies(comparison, texts(own, text));
      case Operand.Int(long number) -> holds(comparison, order(value, BigDecimal.valueOf(number)));
      case Operand.Real(double number) -> holds(comparison, order(value, number));
      case Operand.Bool(boolean truth) ->
          value instanceof BoolValue(boolean own)
              && switch (comparison) {
                case EQUAL -> own == truth;
                case NOT_EQUAL -> own != truth;
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
              };
      case Operand.Untyped(String text) ->
          switch (comparison) {
            case EQUAL -> equalsText(value, text);
            case NOT_EQUAL -> !equalsText(value, text);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                value instanceof StringValue(String own)
                    ? satisfies(comparison, texts(own, text))
                    : holds(comparison, orderByText(value, text));
          };
    };
  }

  /** Whether a value prints as this text, or is the number that the text is a way to write. */
  static boolean equalsText(AttributeValue value, String text) {
    return PlainText.of(value).equals(text) || orderByText(value, text).orElse(1) == 0;
  }

  /** How a number stands to a decimal text; empty if one of them is no number. */
  private static OptionalInt orderByText(AttributeValue value, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    return value instanceof IntValue(long own)
        ? OptionalInt.of(BigDecimal.valueOf(own).compareTo(new BigDecimal(text)))
        : order(value, Double.parseDouble(text));
  }

  private static OptionalInt order(AttributeValue value, double number) {
    if (Double.isNaN(number)) {
      return OptionalInt.empty();
    }
    if (Double.isFinite(number)) {
      return order(value, new BigDecimal(number));
    }
    return switch (value) {
      case IntValue _ -> OptionalInt.of(number > 0 ? -1 : 1);
      case DoubleValue(double own) when !Double.isNaN(own) ->
          OptionalInt.of(Double.compare(own, number));
      default -> OptionalInt.empty();
    };
  }

  private static OptionalInt order(AttributeValue value, BigDecimal number) {
    return switch (value) {
      case IntValue(long own) -> OptionalInt.of(BigDecimal.valueOf(own).compareTo(number));
      case DoubleValue(double own) when Double.isFinite(own) ->
          OptionalInt.of(new BigDecimal(own).compareTo(number));
      case DoubleValue(double own) when Double.isInfinite(own) -> OptionalInt.of(own > 0 ? 1 : -1);
      default -> OptionalInt.empty();
    };
  }

  private static int texts(String own, String text) {
    return Arrays.compareUnsigned(
        own.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean holds(Comparison comparison, OptionalInt order) {
    return order.isPresent() && satisfies(comparison, order.getAsInt());
  }

  private static boolean satisfies(Comparison comparison, int order) {
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }
}
