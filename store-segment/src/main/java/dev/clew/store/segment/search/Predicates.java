// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.model.AttributeValue;
import dev.clew.model.NestedValues;
import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.query.PlainText;
import dev.clew.store.segment.part.ValuePredicate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Compiles the leaves of a filter into predicates on stored values. */
final class Predicates {

  private Predicates() {}

  static ValuePredicate compare(Comparison comparison, Operand operand) {
    return switch (operand) {
      case Operand.Text(String text) -> new TextPredicate(comparison, text);
      case Operand.Int(long number) -> new IntPredicate(comparison, number);
      case Operand.Real(double number) -> new RealPredicate(comparison, number);
      case Operand.Bool(boolean truth) -> new BoolPredicate(comparison, truth);
      case Operand.Untyped(String text) -> new UntypedPredicate(comparison, text);
    };
  }

  /**
   * A text that the whole of an RE2 expression matches.
   *
   * @throws InvalidQueryException if the expression is malformed
   */
  static ValuePredicate matches(String regex) {
    try {
      return new RegexPredicate(Pattern.compile(regex, Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new InvalidQueryException(
          "regular expression: \"" + regex + "\" (" + e.getDescription() + ")", e);
    }
  }

  static ValuePredicate exists() {
    return new ExistsPredicate();
  }

  /**
   * The shared shape: what a predicate says of each element of an array, and of types it does not
   * know.
   */
  private abstract static class Predicate implements ValuePredicate {

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
            anyElement(
                NestedValues.decodeArray(Arrays.copyOfRange(source, offset, offset + length)));
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
        case AttributeValue.EmptyValue(),
            AttributeValue.BytesValue _,
            AttributeValue.KvListValue _ ->
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

  private static final class TextPredicate extends Predicate {
    private final Comparison comparison;
    private final byte[] utf8;

    TextPredicate(Comparison comparison, String text) {
      this.comparison = comparison;
      this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    boolean knows(ValueType type) {
      return type == ValueType.STRING;
    }

    @Override
    boolean text(byte[] source, int offset, int length) {
      if (comparison == Comparison.EQUAL) {
        return length == utf8.length
            && Arrays.equals(source, offset, offset + length, utf8, 0, length);
      }
      return holds(
          comparison,
          Arrays.compareUnsigned(source, offset, offset + length, utf8, 0, utf8.length));
    }

    @Override
    boolean number(ValueType type, long bits) {
      return false;
    }

    @Override
    public byte @Nullable [] onlyText() {
      return comparison == Comparison.EQUAL ? utf8.clone() : null;
    }
  }

  private static final class IntPredicate extends Predicate {
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
        case INT -> holds(comparison, Long.compare(bits, number));
        case DOUBLE -> {
          double value = Double.longBitsToDouble(bits);
          yield !Double.isNaN(value) && holds(comparison, -compare(number, value));
        }
        default -> false;
      };
    }

    @Override
    public boolean mayMatchInt(long min, long max) {
      return mayHold(comparison, Long.compare(min, number), Long.compare(max, number));
    }

    @Override
    public boolean mayMatchDouble(double min, double max) {
      return mayHold(comparison, -compare(number, min), -compare(number, max));
    }
  }

  private static final class RealPredicate extends Predicate {
    private final Comparison comparison;
    private final double number;

    RealPredicate(Comparison comparison, double number) {
      this.comparison = comparison;
      this.number = number;
    }

    @Override
    boolean knows(ValueType type) {
      return !Double.isNaN(number) && (type == ValueType.INT || type == ValueType.DOUBLE);
    }

    @Override
    boolean text(byte[] source, int offset, int length) {
      return false;
    }

    @Override
    boolean number(ValueType type, long bits) {
      if (!knows(type)) {
        return false;
      }
      if (type == ValueType.INT) {
        return holds(comparison, compare(bits, number));
      }
      double value = Double.longBitsToDouble(bits);
      return !Double.isNaN(value) && holds(comparison, order(value, number));
    }

    @Override
    public boolean mayMatchInt(long min, long max) {
      return knows(ValueType.INT)
          && mayHold(comparison, compare(min, number), compare(max, number));
    }

    @Override
    public boolean mayMatchDouble(double min, double max) {
      return knows(ValueType.DOUBLE) && mayHold(comparison, order(min, number), order(max, number));
    }
  }

  private static final class BoolPredicate extends Predicate {
    private final boolean wanted;
    private final boolean decidable;

    BoolPredicate(Comparison comparison, boolean truth) {
      this.decidable = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
      this.wanted = (comparison == Comparison.EQUAL) == truth;
    }

    @Override
    boolean knows(ValueType type) {
      return decidable && type == ValueType.BOOL;
    }

    @Override
    boolean text(byte[] source, int offset, int length) {
      return false;
    }

    @Override
    boolean number(ValueType type, long bits) {
      return knows(type) && (bits != 0) == wanted;
    }
  }

  /** Text without a type: for each type, what the text would be as a value of it. */
  private static final class UntypedPredicate extends Predicate {
    private static final java.util.regex.Pattern DECIMAL =
        java.util.regex.Pattern.compile(
            "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

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
      return ordered(asNumber == null ? null : order(value, asNumber.rounded()));
    }

    /** How a number stands to the text; null when the text is none, so that the two are unequal. */
    private boolean ordered(@Nullable Integer order) {
      return order == null ? comparison == Comparison.NOT_EQUAL : holds(comparison, order);
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
          yield (comparison == Comparison.EQUAL && printed(PlainText.of(array)))
              || anyElement(array);
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
          : mayHold(comparison, asNumber.orderOf(min), asNumber.orderOf(max));
    }
  }

  private static final class RegexPredicate extends Predicate {
    private final Pattern pattern;

    RegexPredicate(Pattern pattern) {
      this.pattern = pattern;
    }

    @Override
    boolean knows(ValueType type) {
      return type == ValueType.STRING;
    }

    @Override
    boolean text(byte[] source, int offset, int length) {
      return pattern.matches(new String(source, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    boolean number(ValueType type, long bits) {
      return false;
    }
  }

  private static final class ExistsPredicate extends Predicate {
    @Override
    boolean knows(ValueType type) {
      return true;
    }

    @Override
    boolean text(byte[] source, int offset, int length) {
      return true;
    }

    @Override
    boolean number(ValueType type, long bits) {
      return true;
    }

    @Override
    public boolean test(ValueType type, byte[] source, int offset, int length) {
      return true;
    }
  }

  private static boolean holds(Comparison comparison, int order) {
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
  private static boolean mayHold(Comparison comparison, int minOrder, int maxOrder) {
    return switch (comparison) {
      case EQUAL -> minOrder <= 0 && maxOrder >= 0;
      case NOT_EQUAL -> minOrder != 0 || maxOrder != 0;
      case LESS -> minOrder < 0;
      case LESS_OR_EQUAL -> minOrder <= 0;
      case GREATER -> maxOrder > 0;
      case GREATER_OR_EQUAL -> maxOrder >= 0;
    };
  }

  private static int order(double left, double right) {
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /**
   * Compares by mathematical value: a long has more digits than a double can hold. NaN is the
   * caller's business.
   */
  private static int compare(long left, double right) {
    double rounded = left;
    if (rounded != right) {
      return rounded < right ? -1 : 1;
    }
    return rounded >= 0x1p63 ? -1 : Long.compare(left, (long) right);
  }
}
