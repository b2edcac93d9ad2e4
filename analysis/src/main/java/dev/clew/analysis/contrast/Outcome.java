// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

/**
 * In what way the selected traces are worse.
 *
 * @param kind what is looked at
 * @param key for {@link Kind#LOW_VALUE} and {@link Kind#HIGH_VALUE} the attribute; empty otherwise
 */
public record Outcome(Kind kind, String key) {

  /** Requests wait longer for spans: for what is a span's own of the critical path. */
  public static final Outcome LATENCY = new Outcome(Kind.LATENCY, "");

  /** Errors begin in spans. */
  public static final Outcome ERRORS = new Outcome(Kind.ERRORS, "");

  /** Numbers in the attribute {@code key} are lower, for example the confidence of predictions. */
  public static Outcome low(String key) {
    return new Outcome(Kind.LOW_VALUE, key);
  }

  /** Numbers in the attribute {@code key} are higher, for example tokens or cost. */
  public static Outcome high(String key) {
    return new Outcome(Kind.HIGH_VALUE, key);
  }

  /** What can be worse. */
  public enum Kind {
    LATENCY,
    ERRORS,
    LOW_VALUE,
    HIGH_VALUE
  }
}
