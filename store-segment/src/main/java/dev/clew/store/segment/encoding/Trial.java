// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

/**
 * Decides whether compressing the next block of a column is worth trying, from how it went with the
 * blocks before: where it pays it is tried each time, where it does not only now and then.
 */
public final class Trial {

  private static final int SKIPPED_MAX = 31;

  private int skip;
  private int skipNext = 1;

  /** Nothing tried yet. */
  public Trial() {}

  /** Whether to try. */
  boolean isDue() {
    return skip-- <= 0;
  }

  /** Tells how a try went. */
  void report(boolean paid) {
    skipNext = paid ? 1 : Math.min(SKIPPED_MAX, skipNext * 2);
    skip = paid ? 0 : skipNext - 1;
  }
}
