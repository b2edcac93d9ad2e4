// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.rollup;

/** What is counted. */
public enum RollupSource {
  /** Every span, in the minute in which it starts. */
  SPANS,
  /**
   * Every call between services as {@link dev.clew.store.DependencyLink} defines it, in the minute
   * in which the called span starts. Its latency and status are those of the called span.
   */
  CALLS
}
