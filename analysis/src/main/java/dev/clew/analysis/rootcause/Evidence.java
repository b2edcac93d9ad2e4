// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import java.util.Comparator;
import java.util.Optional;

/**
 * One reason to suspect a service.
 *
 * @param kind what it is about
 * @param strength from 0 to 1: a share that the data support with 95 % confidence. For latency the
 *     share of the time of such traces that the growth makes up; for errors, events and calls by
 *     how much their share changed
 * @param text one sentence with its numbers, for people
 * @param value the figure now: milliseconds for latency, a share from 0 to 1 otherwise
 * @param baselineValue the same figure in the baseline
 * @param count how many observations there are now
 * @param baselineCount how many there are in the baseline
 * @param exampleTraceId a trace that shows it, in hexadecimal, if there is one
 */
public record Evidence(
    Kind kind,
    double strength,
    String text,
    double value,
    double baselineValue,
    int count,
    int baselineCount,
    Optional<String> exampleTraceId) {

  /** The strongest first. */
  static final Comparator<Evidence> BY_STRENGTH =
      Comparator.comparingDouble(Evidence::strength).reversed().thenComparing(Evidence::text);

  /** What evidence can be about. */
  public enum Kind {
    /** The service itself takes longer. */
    SELF_TIME,
    /** The way from a caller to the service, or from it to what it calls, takes longer. */
    CALL_GAP,
    /** Errors begin in the service that did not before, or more of them. */
    ERROR_ORIGIN,
    /** Events follow each other differently. */
    EVENT_CHANGE,
    /** Child spans and calls follow each other differently. */
    CALL_CHANGE
  }
}
