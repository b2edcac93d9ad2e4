// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * The figures of the query APIs. Names are Micrometer's; Prometheus shows {@code
 * clew.query.duration} as {@code clew_query_duration_seconds}.
 *
 * <table>
 *   <caption>All with the prefix {@code clew.query.}</caption>
 *   <tr><td>{@code running}, {@code waiting}</td><td>queries at this moment</td></tr>
 *   <tr><td>{@code duration}</td><td>from the request to the last byte, by {@code route} and
 *       {@code outcome}</td></tr>
 * </table>
 */
public final class QueryMetrics {

  /** How a query ended. */
  public enum Outcome {
    /** All of the answer was sent. */
    COMPLETE,
    /** A limit cut the answer short. */
    PARTIAL,
    /** The client asked for something it cannot have. */
    REFUSED,
    /** The client went away. */
    CANCELLED,
    /** The server could not answer. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);
  }

  private static final String PREFIX = "clew.query.";

  private final MeterRegistry meters;

  QueryMetrics(MeterRegistry meters, QueryTurns turns) {
    this.meters = meters;
    Gauge.builder(PREFIX + "running", turns, QueryTurns::runningCount)
        .description("Queries that run")
        .register(meters);
    Gauge.builder(PREFIX + "waiting", turns, QueryTurns::waitingCount)
        .description("Queries that wait for their turn")
        .register(meters);
  }

  /**
   * Counts a query that has ended.
   *
   * @param nanos from its request to its end
   */
  public void record(String route, Outcome outcome, long nanos) {
    Timer.builder(PREFIX + "duration")
        .description("From the request to the last byte of the answer")
        .tag("route", route)
        .tag("outcome", outcome.label)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMinutes(1))
        .register(meters)
        .record(Duration.ofNanos(nanos));
  }
}
