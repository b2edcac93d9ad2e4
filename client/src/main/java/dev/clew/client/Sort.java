// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

/** The order in which traces are found. */
public enum Sort {
  /** Latest start first. */
  NEWEST("newest"),
  /** Earliest start first. */
  OLDEST("oldest"),
  /** Longest first. */
  LONGEST("longest"),
  /** Shortest first. */
  SHORTEST("shortest"),
  /** Most spans first. */
  MOST_SPANS("mostSpans"),
  /** Most errors first. */
  MOST_ERRORS("mostErrors");

  private final String parameter;

  Sort(String parameter) {
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }
}
