// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.segment.part.ValuePredicate;

/** Compiles the leaves of a filter into predicates on stored values. */
public final class Predicates {

  private Predicates() {}

  /** A value that compares so with an operand. */
  public static ValuePredicate compare(Comparison comparison, Operand operand) {
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
  public static ValuePredicate matches(String regex) {
    try {
      return new RegexPredicate(Pattern.compile(regex, Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new InvalidQueryException(
          "regular expression: \"" + regex + "\" (" + e.getDescription() + ")", e);
    }
  }

  /** Any value. */
  public static ValuePredicate exists() {
    return new ExistsPredicate();
  }
}
