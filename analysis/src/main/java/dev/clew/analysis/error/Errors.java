// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.error;

import dev.clew.analysis.figure.Evidence;
import dev.clew.analysis.figure.TimeBuckets;
import java.util.List;

/**
 * What failed.
 *
 * @param requests how many requests this is about
 * @param failedRequests requests whose span is in error
 * @param requestsWithErrors requests with a span in error anywhere
 * @param origins where errors began, by number of errors, highest first
 * @param services every service with errors, by number of errors that began there, highest first
 * @param timeline requests over time, with those that have an error anywhere as errors
 * @param together services that fail in the same requests, by lift, highest first
 * @param hidden what kept errors from the caller, by number, highest first
 */
public record Errors(
    double requests,
    double failedRequests,
    double requestsWithErrors,
    List<Origin> origins,
    List<ServiceErrors> services,
    List<TimeBuckets.Bucket> timeline,
    List<Together> together,
    List<Hidden> hidden) {

  public Errors {
    origins = List.copyOf(origins);
    services = List.copyOf(services);
    timeline = List.copyOf(timeline);
    together = List.copyOf(together);
    hidden = List.copyOf(hidden);
  }

  /**
   * Errors of one type that began in one operation.
   *
   * @param type the error's type, see {@link ErrorAnalysis}
   * @param count how many began here
   * @param rate errors by spans of the operation, 0 to 1
   * @param failedRequests requests that they made fail
   * @param message a message that came with one of them; empty if none did
   */
  public record Origin(
      String service,
      String operation,
      String type,
      double count,
      double rate,
      double failedRequests,
      String message,
      Evidence evidence) {}

  /**
   * The errors of a service.
   *
   * @param began spans in error that waited for no other in error
   * @param passedOn spans in error because of one below
   * @param absorbed spans that are not in error although one that they waited for is
   */
  public record ServiceErrors(
      String service, double spans, double began, double passedOn, double absorbed) {}

  /**
   * Two services that have errors in the same requests.
   *
   * @param count requests in which both have
   * @param lift how many times more often than if they failed independently
   */
  public record Together(String first, String second, double count, double lift) {}

  /** How an error was kept from the caller. */
  public enum Kind {
    /** The same operation was called again, and worked. */
    RETRY,
    /** Something else was called afterwards, and worked. */
    FALLBACK,
    /** Nothing was called afterwards; the caller went on without. */
    IGNORED
  }

  /**
   * Errors that a caller hid.
   *
   * @param service the service that hid them
   * @param operation its operation
   * @param failedCall the operation that failed, with its service
   * @param instead the operation that worked afterwards, with its service; empty for {@link
   *     Kind#IGNORED}
   * @param count callers that hid one or more
   * @param attempts failed calls for each of them, on average
   * @param costNanos how long the failed calls took for each of them, on average
   */
  public record Hidden(
      Kind kind,
      String service,
      String operation,
      String failedCall,
      String instead,
      double count,
      double attempts,
      double costNanos,
      Evidence evidence) {}
}
