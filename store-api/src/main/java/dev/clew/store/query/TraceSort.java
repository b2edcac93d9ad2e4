// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/**
 * The order of a result page, by the whole trace. Ties are broken by trace id, smallest first, so
 * that pages are stable.
 */
public enum TraceSort {
  /** Latest start first. */
  NEWEST,
  /** Earliest start first. */
  OLDEST,
  /** Longest trace first. */
  LONGEST,
  /** Shortest trace first. */
  SHORTEST,
  /** Most spans first. */
  MOST_SPANS,
  /** Most error spans first. */
  MOST_ERRORS
}
