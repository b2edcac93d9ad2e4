// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.predicate;

import dev.clew.model.ValueType;
import dev.clew.store.query.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares with a text, byte by byte of its UTF-8. */
final class TextPredicate extends TypedPredicate {
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
    return Orders.holds(
        comparison, Arrays.compareUnsigned(source, offset, offset + length, utf8, 0, utf8.length));
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
