// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.TraceId;
import java.util.List;

/**
 * A condition that one span satisfies or not.
 *
 * <p>Values and types: a comparison holds if <em>some</em> value of the field has a comparable type
 * and compares so; an array compares by each of its elements, those of arrays inside it included.
 * Truth values are comparable for equality only, kvlists and bytes with {@link Operand.Untyped}
 * only; a number that is NaN satisfies no comparison. A span without the field satisfies no
 * comparison, {@link Comparison#NOT_EQUAL} included; for "absent or different" write {@code
 * not(equal)}.
 */
public sealed interface SpanFilter {

  /** Every span. */
  record All() implements SpanFilter {}

  /** Spans that satisfy each of the filters; of none: every span. */
  record And(List<SpanFilter> filters) implements SpanFilter {
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** Spans that satisfy one of the filters; of none: no span. */
  record Or(List<SpanFilter> filters) implements SpanFilter {
    public Or {
      filters = List.copyOf(filters);
    }
  }

  /** Spans that do not satisfy the filter. */
  record Not(SpanFilter filter) implements SpanFilter {}

  /** Spans with a value of the field that compares so. */
  record Compare(Field field, Comparison comparison, Operand operand) implements SpanFilter {}

  /**
   * Spans with a text value of the field that the regular expression matches from its first to its
   * last character; an array matches by its elements.
   *
   * @param regex RE2 syntax, where a dot matches line ends, too; checked by {@link TraceQuery}'s
   *     evaluator, which takes time linear in the text
   */
  record Matches(Field field, String regex) implements SpanFilter {}

  /** Spans that have the field, be its value empty. */
  record Exists(Field field) implements SpanFilter {}

  /** Every span. */
  static SpanFilter all() {
    return new All();
  }

  /** Spans that satisfy each of the filters. */
  static SpanFilter and(SpanFilter... filters) {
    return new And(List.of(filters));
  }

  /** Spans that satisfy one of the filters. */
  static SpanFilter or(SpanFilter... filters) {
    return new Or(List.of(filters));
  }

  /** Spans that do not satisfy the filter. */
  static SpanFilter not(SpanFilter filter) {
    return new Not(filter);
  }

  /** Spans with a link to any span of a trace. */
  static SpanFilter linksTo(TraceId trace) {
    return equal(Field.Intrinsic.LINK_TRACE_ID, trace.toHex());
  }

  /** Spans whose field equals a text. */
  static SpanFilter equal(Field field, String text) {
    return new Compare(field, Comparison.EQUAL, new Operand.Text(text));
  }
}
