// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.segment.part.ValuePredicate;
import dev.clew.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicatesTest {

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992.0, GREATER",
    "9223372036854775807, 9223372036854775808.0, LESS",
    "-9223372036854775808, -9223372036854775808.0, EQUAL",
    "1, 1.5, LESS",
  })
  void compare_integerWithDouble_isExact(long integer, double real, Comparison comparison) {
    ValuePredicate predicate = Predicates.compare(comparison, new Operand.Real(real));

    assertThat(predicate.test(ValueType.INT, integer)).isTrue();
  }

  /** A block is skipped by its minimum and maximum: a value that matches must never be skipped. */
  @Test
  void mayMatch_whereverAValueMatches_isTrue() {
    Seeds.check(
        500,
        random -> {
          ValuePredicate predicate =
              Predicates.compare(any(random, Comparison.values()), operand(random));
          long integer = random.nextLong(-4, 5);
          double real = integer / 2.0;
          if (predicate.test(ValueType.INT, integer)) {
            assertThat(predicate.mayMatch(ValueType.INT)).isTrue();
            assertThat(
                    predicate.mayMatchInt(integer - random.nextInt(3), integer + random.nextInt(3)))
                .isTrue();
          }
          if (predicate.test(ValueType.DOUBLE, Double.doubleToRawLongBits(real))) {
            assertThat(predicate.mayMatch(ValueType.DOUBLE)).isTrue();
            assertThat(predicate.mayMatchDouble(real - random.nextInt(3), real + random.nextInt(3)))
                .isTrue();
          }
          byte[] text = Long.toString(integer).getBytes(StandardCharsets.UTF_8);
          byte[] only = predicate.onlyText();
          if (only != null && predicate.test(ValueType.STRING, text, 0, text.length)) {
            assertThat(text).isEqualTo(only);
          }
        });
  }

  @Test
  void matches_partOfAText_isNoMatch() {
    byte[] text = "abc".getBytes(StandardCharsets.UTF_8);

    assertThat(Predicates.matches("ab").test(ValueType.STRING, text, 0, 3)).isFalse();
    assertThat(Predicates.matches("a.*").test(ValueType.STRING, text, 0, 3)).isTrue();
  }

  @Test
  void matches_malformed_quotesTheExpression() {
    assertThatThrownBy(() -> Predicates.matches("a("))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("\"a(\"");
  }

  private static Operand operand(RandomGenerator random) {
    long integer = random.nextLong(-3, 4);
    return any(
        random,
        List.of(
                new Operand.Int(integer),
                new Operand.Real(integer / 2.0),
                new Operand.Real(Double.NaN),
                new Operand.Text(Long.toString(integer)),
                new Operand.Untyped(Double.toString(integer / 2.0)),
                new Operand.Untyped(Long.toString(integer)),
                new Operand.Untyped("true"),
                new Operand.Bool(true))
            .toArray(Operand[]::new));
  }

  private static <T> T any(RandomGenerator random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
