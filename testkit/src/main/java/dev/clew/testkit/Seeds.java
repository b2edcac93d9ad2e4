// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Runs a property once per seed and names the seed that failed.
 *
 * <p>The seeds are 0, 1, 2, …, so that a build is the same every time. {@code -Dclew.seed=N} runs
 * that one only; {@code -Dclew.fuzz.rounds=N} runs as many as wanted, and {@code
 * -Dclew.seed.base=N} moves the first one, for runs that look for something new.
 */
public final class Seeds {

  private Seeds() {}

  /** A property that must hold for any random source. */
  @FunctionalInterface
  public interface Property {
    /** Throws anything if the property does not hold. */
    void check(RandomGenerator random) throws Exception;
  }

  /**
   * Checks a property {@code rounds} times.
   *
   * @throws AssertionError with the seed, if one round fails; what was thrown is its cause
   */
  public static void check(int rounds, Property property) {
    Long only = Long.getLong("clew.seed");
    long first = only != null ? only : Long.getLong("clew.seed.base", 0);
    long last = first + (only != null ? 1 : Long.getLong("clew.fuzz.rounds", rounds));
    for (long seed = first; seed < last; seed++) {
      try {
        property.check(random(seed));
      } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError failure) {
        throw new AssertionError(
            "failed with -Dclew.seed=" + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  /** The random source of a seed. */
  public static RandomGenerator random(long seed) {
    return new SplittableRandom(seed);
  }
}
