// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeValue;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.Arrays;

/** Reads the first value that each span of a head has in a field. */
final class HeadValueReader implements ValueReader {

  private static final int INT = ValueType.INT.ordinal();
  private static final int DOUBLE = ValueType.DOUBLE.ordinal();
  private static final int ABSENT = -1;

  private final HeadPart part;
  private final FieldValues field;
  private final ValueCodes values;
  private int[] codesOfSignatures = {}; // code, or -1, once a field of the signature is asked for
  private int form; // of the value visited last
  private long bits;

  HeadValueReader(HeadPart part, FieldValues field) {
    this.part = part;
    this.field = field;
    this.values = new ValueCodes(part);
  }

  @Override
  public void codes(int block, int[] target) {
    if (field instanceof FieldValues.OfSignature ofSignature) {
      codes(ofSignature, block, target);
      return;
    }
    int first = block * Part.BLOCK_ROWS;
    for (int index = 0, rows = part.blockRows(block); index < rows; index++) {
      target[index] = field.visit(first + index, this::first) ? values.code(form, bits) : ABSENT;
    }
  }

  @Override
  public AttributeValue value(int code) {
    return values.value(code);
  }

  @Override
  public void numbers(int block, double[] target) {
    int first = block * Part.BLOCK_ROWS;
    for (int index = 0, rows = part.blockRows(block); index < rows; index++) {
      target[index] = field.visit(first + index, this::first) ? number() : Double.NaN;
    }
  }

  private void codes(FieldValues.OfSignature field, int block, int[] target) {
    if (codesOfSignatures.length < part.signatureCount) {
      codesOfSignatures = new int[part.signatureCount];
      Arrays.setAll(
          codesOfSignatures,
          signature ->
              field.visitSignature(signature, this::first) ? values.code(form, bits) : ABSENT);
    }
    int[] signatures = part.head.spans.block(block).signatures;
    for (int index = 0, rows = part.blockRows(block); index < rows; index++) {
      target[index] = codesOfSignatures[signatures[index]];
    }
  }

  private boolean first(int valueForm, long valueBits) {
    form = valueForm;
    bits = valueBits;
    return true;
  }

  private double number() {
    if (form == INT) {
      return bits;
    }
    return form == DOUBLE ? Double.longBitsToDouble(bits) : Double.NaN;
  }
}
