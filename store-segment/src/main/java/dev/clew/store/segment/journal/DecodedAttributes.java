// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;

/** The attributes of one scope while a batch is decoded, handed out owner by owner. */
final class DecodedAttributes {

  private static final ValueType[] TYPES = ValueType.values();

  private final int[] counts; // by owner
  private final int[] keyRefs;
  private final byte[] types;
  private final long[] bits;
  private int owner;
  private int next;

  /** Reads the entries of owners that have this many each. */
  DecodedAttributes(int[] counts, ByteSource columns, ByteSource ids, int stringCount) {
    this.counts = counts;
    long total = 0;
    for (int count : counts) {
      total += count & 0xFFFF_FFFFL;
    }
    if (total > columns.remaining()) {
      throw new MalformedBatchException(total + " attributes", "at most " + columns.remaining());
    }
    keyRefs = new int[(int) total];
    types = new byte[keyRefs.length];
    bits = new long[keyRefs.length];
    for (int entry = 0; entry < keyRefs.length; entry++) {
      long keyAndType = columns.getVarint();
      ValueType type = TYPES[(int) keyAndType & 7];
      if (keyAndType < 0 || keyAndType >>> 3 >= stringCount) {
        throw new MalformedBatchException("key " + (keyAndType >>> 3), "below " + stringCount);
      }
      keyRefs[entry] = (int) (keyAndType >>> 3);
      types[entry] = (byte) type.ordinal();
      bits[entry] =
          switch (type) {
            case EMPTY -> 0;
            case STRING, BYTES, ARRAY, KVLIST -> columns.getIndex(stringCount);
            case BOOL -> columns.getIndex(2);
            case INT -> columns.getSigned();
            case DOUBLE -> ids.getLong();
          };
    }
  }

  /** Adds the attributes of the next owner, which is open in the builder. */
  void addNext(SpanBatchBuilder target, AttributeScope scope) {
    for (int end = next + counts[owner++]; next < end; next++) {
      target.attribute(scope, keyRefs[next], TYPES[types[next]], bits[next]);
    }
  }
}
