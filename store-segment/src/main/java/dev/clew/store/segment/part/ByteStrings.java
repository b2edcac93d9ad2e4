// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

/** An indexed set of byte strings, in memory or in a mapped file. */
public interface ByteStrings {

  /** The empty set. */
  ByteStrings NONE =
      new ByteStrings() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public byte[] get(int index) {
          throw new IndexOutOfBoundsException("byte string: " + index + " (expected: none)");
        }
      };

  /** How many there are. */
  int size();

  /** A copy of one. */
  byte[] get(int index);
}
