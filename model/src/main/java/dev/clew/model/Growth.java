// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/** How the growable arrays of a batch grow. */
final class Growth {

  private static final int CAPACITY_MAX = Integer.MAX_VALUE - 8;

  private Growth() {}

  /**
   * At least {@code needed}, half as much again as {@code current}, never beyond what an array can
   * hold.
   */
  static int capacity(int current, int needed) {
    return (int)
        Math.min(CAPACITY_MAX, Math.max(needed, Math.max(16, current + (long) (current >> 1))));
  }
}
