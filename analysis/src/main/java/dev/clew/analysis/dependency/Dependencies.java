// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.dependency;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.Evidence;
import java.util.List;

/**
 * Who calls whom.
 *
 * @param requests how many requests this is about
 * @param calls caller by callee, by number of calls, highest first
 * @param patterns habits that cost time, by the time they would save, highest first
 * @param chains ways that most of the waiting takes through the services, by number of requests,
 *     highest first
 */
public record Dependencies(
    double requests, List<Call> calls, List<Pattern> patterns, List<Chain> chains) {

  public Dependencies {
    calls = List.copyOf(calls);
    patterns = List.copyOf(patterns);
    chains = List.copyOf(chains);
  }

  /**
   * Calls from one service to another.
   *
   * @param count how many calls
   * @param latencyNanos how long the callee took
   * @param errorRate failed calls by calls, 0 to 1
   * @param operations the callee's operations that are called, sorted
   * @param retries calls that repeat one that had just failed
   * @param fanOut calls for each request that has any, on average
   * @param cacheHitRate calls that say a cache had it by calls that say whether it had; NaN if none
   *     says
   * @param criticality time that requests waited for what these calls entail by the time of all
   *     requests, 0 to 1
   */
  public record Call(
      String caller,
      String callee,
      double count,
      Distribution.Summary latencyNanos,
      double errorRate,
      List<String> operations,
      double retries,
      double fanOut,
      double cacheHitRate,
      double criticality,
      Evidence evidence) {
    public Call {
      operations = List.copyOf(operations);
    }
  }

  /** A habit that costs time. */
  public enum PatternKind {
    /** One span calls the same operation many times, one call after the other. */
    N_PLUS_ONE,
    /** One span calls several things one after the other. */
    SEQUENTIAL_CALLS,
    /** Two services talk to each other many times within one request. */
    CHATTY_PAIR
  }

  /**
   * A pattern at one caller.
   *
   * @param service the caller
   * @param operation its operation; empty for {@link PatternKind#CHATTY_PAIR}
   * @param calls what is called: operations with their service, or the callee
   * @param occurrences spans, or requests for a chatty pair, with the pattern
   * @param callsEach calls for each of them, on average
   * @param savedNanos what each of them would have saved at most, on average, had the calls run
   *     side by side: their time less the longest; whether they can is for people to say
   */
  public record Pattern(
      PatternKind kind,
      String service,
      String operation,
      List<String> calls,
      double occurrences,
      double callsEach,
      double savedNanos,
      Evidence evidence) {
    public Pattern {
      calls = List.copyOf(calls);
    }
  }

  /**
   * The services from the request down to the span that was waited for longest.
   *
   * @param count requests whose longest wait lies there
   * @param latencyNanos how long those requests took
   */
  public record Chain(
      List<String> services, double count, Distribution.Summary latencyNanos, Evidence evidence) {
    public Chain {
      services = List.copyOf(services);
    }
  }
}
