// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

import java.util.List;

/**
 * A node of a structured filter, as it was sent: nothing is checked yet.
 *
 * <p>Levels are {@code span}, {@code resource}, {@code scope}, {@code event}, {@code link} and, in
 * addition to Jaeger's, {@code trace}.
 */
public sealed interface Expression {

  /** The attribute with this key; without a level, on the span or on its resource. */
  record Attribute(String key, String level) implements Expression {}

  /** Something that everything of a level has by itself, such as the duration of a span. */
  record BuiltIn(String name, String level) implements Expression {}

  /** All events, or all links, of a span. */
  record Elements(String level) implements Expression {}

  /** A constant; its type is string, int, double, bool or empty, which is any. */
  record Scalar(String value, String type) implements Expression {}

  /** Constants of one type. */
  record Values(List<String> values, String type) implements Expression {
    public Values {
      values = List.copyOf(values);
    }
  }

  /** An operator over its operands. */
  record Call(String op, List<Expression> args) implements Expression {
    public Call {
      args = List.copyOf(args);
    }
  }
}
