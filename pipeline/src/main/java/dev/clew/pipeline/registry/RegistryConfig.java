// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import java.time.Duration;

/**
 * How registries are asked.
 *
 * @param refresh how long an answer holds before it is asked for again, also that there is nothing
 * @param retry how long a registry that failed is left alone, for what was asked
 * @param current how far from an answer's time spans may be to get what may have changed since
 * @param answersMax answers that are remembered
 * @param queueMax questions that wait; more are dropped, and asked again by later spans
 */
public record RegistryConfig(
    Duration refresh, Duration retry, Duration current, int answersMax, int queueMax) {

  /** With usual values for what is seldom changed. */
  public static RegistryConfig of(Duration refresh) {
    return new RegistryConfig(
        refresh, Duration.ofSeconds(10), refresh.plus(Duration.ofMinutes(4)), 10_000, 1_000);
  }
}
