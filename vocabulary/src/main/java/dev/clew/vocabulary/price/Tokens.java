// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.price;

/**
 * The tokens of a call.
 *
 * @param input everything that went in
 * @param cached the part of the input that was read from a cache
 * @param cacheWrite the part of the input that was written to a cache
 * @param output everything that came out, reasoning included
 */
public record Tokens(long input, long cached, long cacheWrite, long output) {

  /** The part of the input that no cache had to do with; never negative. */
  public long uncached() {
    return Math.max(0, input - cached - cacheWrite);
  }
}
