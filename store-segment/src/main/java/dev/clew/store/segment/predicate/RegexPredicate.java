// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import com.google.re2j.Pattern;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;

/** The whole of a text matches an expression. */
final class RegexPredicate extends TypedPredicate {
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
