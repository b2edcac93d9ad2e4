// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.price;

import java.util.OptionalDouble;

/**
 * Prices in USD per million tokens.
 *
 * @param cached of input read from a cache, if there is such a price
 * @param cacheWrite of input written to a cache, if there is such a price
 */
public record Price(double input, OptionalDouble cached, OptionalDouble cacheWrite, double output) {

  private static final double PER = 1e-6;

  /** What a call costs; empty if it has tokens that have no price. */
  public OptionalDouble usd(Tokens tokens) {
    if ((tokens.cached() > 0 && cached.isEmpty())
        || (tokens.cacheWrite() > 0 && cacheWrite.isEmpty())) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        PER
            * (tokens.uncached() * input
                + tokens.cached() * cached.orElse(0)
                + tokens.cacheWrite() * cacheWrite.orElse(0)
                + tokens.output() * output));
  }
}
