// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import dev.clew.model.SpanBatchBuilder;

/**
 * Interns the keys of attributes. Spans of one operation have their keys in one order, so the key
 * that followed another the last time is a good guess at the next one, and a right guess costs no
 * hashing.
 *
 * <p>Threads: one at a time.
 */
public final class AttributeKeys {

  private static final int FOLLOWERS = 256; // a power of two

  /** By the last bits of a key's reference: the key that came after it the last time. */
  private final int[] followers = new int[FOLLOWERS];

  private int lastKeyRef;

  /** The reference of the key in {@code [begin, end)}, added to the builder if it is new. */
  public int intern(SpanBatchBuilder target, byte[] source, int begin, int end) {
    int slot = lastKeyRef & (FOLLOWERS - 1);
    lastKeyRef = target.intern(source, begin, end - begin, followers[slot]);
    followers[slot] = lastKeyRef;
    return lastKeyRef;
  }
}
