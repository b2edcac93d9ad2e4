// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

/**
 * An endless stream of OTLP protobuf requests, the same for the same seed. Trace and span ids are
 * random and never repeat within any run of practical length; times go forward from trace to trace.
 *
 * <p>Threads: one at a time; threads that send in parallel have a workload each, with different
 * seeds.
 */
public interface Workload {

  /** How many spans each request holds. */
  int spansPerRequest();

  /** How many spans each trace has; all of them are in one request. */
  int spansPerTrace();

  /**
   * The next request. The array is the workload's own and is overwritten by the next call; it is
   * always of the same length.
   */
  byte[] next();
}
