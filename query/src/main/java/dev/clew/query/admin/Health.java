// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.admin;

/**
 * How a component is.
 *
 * @param isReady whether it does its work
 * @param detail what it is doing, or what keeps it from its work, for people
 */
public record Health(boolean isReady, String detail) {

  /** At work. */
  public static Health ready(String detail) {
    return new Health(true, detail);
  }

  /** Not at work, and why. */
  public static Health notReady(String detail) {
    return new Health(false, detail);
  }
}
