// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

/**
 * One figure of two versions, compared within strata of the same operation.
 *
 * @param name {@code latency}, {@code errors}, {@code confidence} or {@code cost}
 * @param unit of the two values
 * @param baseline the median, or for errors the share, of the version in use
 * @param candidate the same of the new one
 * @param baselineCount how many spans have it
 * @param candidateCount how many spans have it
 * @param worseBy how the candidate compares where traffic is alike: for errors the difference of
 *     shares; otherwise the probability, minus one half, that a span of the candidate is worse than
 *     one of the baseline; negative if it is better
 * @param worseByMost the upper end of its 95 % interval
 * @param pValue two-sided, corrected for the number of figures (Benjamini and Hochberg)
 * @param verdict what this figure alone would say
 * @param text the comparison in a sentence
 */
public record Figure(
    String name,
    String unit,
    double baseline,
    double candidate,
    int baselineCount,
    int candidateCount,
    double worseBy,
    double worseByMost,
    double pValue,
    Verdict verdict,
    String text) {}
