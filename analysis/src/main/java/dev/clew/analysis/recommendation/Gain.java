// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

/**
 * What following a recommendation would gain, by an estimate.
 *
 * @param kind what is gained
 * @param share how much of it, 0 to 1, as {@link Kind} says
 * @param nanosPerRequest how much sooner a request would end on average; NaN unless latency is
 *     gained
 * @param estimate how the gain was estimated, in words
 */
public record Gain(Kind kind, double share, double nanosPerRequest, String estimate) {

  private static final double SCORE_MAX = 10;

  /** What is gained, and how much of it matters. */
  public enum Kind {
    /** Time: a share of the time that all requests take. */
    LATENCY(0.05, 0.01),
    /** Successes: a share of all requests, which fail today. */
    ERRORS(0.02, 0.002),
    /** Capacity: a share of what the service or device is busy with or has. */
    RESOURCES(0.5, 0.2);

    private final double half;
    private final double least;

    Kind(double half, double least) {
      this.half = half;
      this.least = least;
    }
  }

  /**
   * The impact score: {@code 10 × share / (share + half)}, where {@code half} is the share that
   * scores 5: 5 % of the time, 2 % of the requests, half of a resource.
   */
  public double impact() {
    return SCORE_MAX * share / (share + kind.half);
  }

  /** Whether there is enough of it to be worth a line. */
  boolean isWorthwhile() {
    return share >= kind.least;
  }
}
