// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValuePredicate;

/** Answers a question about a field of a head, span by span. */
final class HeadMatcher implements BlockMatcher {

  private final HeadPart part;
  private final FieldValues field;
  private final ValueTests tests;
  private final int dictionaryIdMin;

  private HeadMatcher(HeadPart part, FieldValues field, ValueTests tests, int dictionaryIdMin) {
    this.part = part;
    this.field = field;
    this.tests = tests;
    this.dictionaryIdMin = dictionaryIdMin;
  }

  static BlockMatcher of(HeadPart part, Field field, ValuePredicate predicate) {
    FieldValues values = HeadFields.of(part, field);
    ValueTests tests = new ValueTests(part, predicate);
    return values instanceof FieldValues.OfSignature ofSignature
        ? SignatureMatcher.of(part, ofSignature, tests)
        : new HeadMatcher(part, values, tests, isId(field) ? 0 : tests.dictionaryIdMin());
  }

  private static boolean isId(Field field) {
    return field == Intrinsic.TRACE_ID
        || field == Intrinsic.SPAN_ID
        || field == Intrinsic.PARENT_SPAN_ID
        || field == Intrinsic.LINK_TRACE_ID
        || field == Intrinsic.LINK_SPAN_ID;
  }

  @Override
  public boolean mayMatch(int block) {
    return dictionaryIdMin < part.dictionarySizeAfter(block);
  }

  @Override
  public void match(int block, long[] bits) {
    int first = block * Part.BLOCK_ROWS;
    for (int index = 0, rows = part.blockRows(block); index < rows; index++) {
      if (field.visit(first + index, tests)) {
        bits[index >>> 6] |= 1L << index;
      }
    }
  }
}
