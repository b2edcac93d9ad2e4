// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

/** What traces are compared with. */
public enum Reference {
  /**
   * The other traces of the same time and traffic: what sets the selected ones apart from them is
   * looked for.
   */
  REST,
  /**
   * Traces of another time. Everything that says the time sets them apart, so what is looked for is
   * what sets the bad spans of the selected traces apart from their good ones; the reference says
   * whether they were as bad before.
   */
  BEFORE
}
