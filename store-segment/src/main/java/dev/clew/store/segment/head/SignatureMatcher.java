// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.BlockMatcher;

/** Answers a question about a field that depends on the signature of a span alone. */
final class SignatureMatcher implements BlockMatcher {

  private final HeadPart part;
  private final long[] matching; // by signature

  private SignatureMatcher(HeadPart part, long[] matching) {
    this.part = part;
    this.matching = matching;
  }

  static BlockMatcher of(HeadPart part, FieldValues.OfSignature field, ValueTests tests) {
    long[] matching = new long[(part.signatureCount + 63) / 64];
    boolean any = false;
    for (int signature = 0; signature < part.signatureCount; signature++) {
      if (field.visitSignature(signature, tests)) {
        matching[signature >>> 6] |= 1L << signature;
        any = true;
      }
    }
    return any ? new SignatureMatcher(part, matching) : BlockMatcher.NEVER;
  }

  @Override
  public boolean mayMatch(int block) {
    return true;
  }

  @Override
  public void match(int block, long[] bits) {
    int[] signatures = part.head.spans.block(block).signatures;
    for (int index = 0, rows = part.blockRows(block); index < rows; index++) {
      int signature = signatures[index];
      bits[index >>> 6] |= (matching[signature >>> 6] >>> signature & 1L) << index;
    }
  }
}
