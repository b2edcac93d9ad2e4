// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.store.StoreUnavailableException;

/**
 * The door for one kind of receiver: what comes through it is counted under its name.
 *
 * <p>Threads: any number at once.
 */
public final class IngestSource {

  private final SpanIngest ingest;
  private final TransportMetrics metrics;

  IngestSource(SpanIngest ingest, TransportMetrics metrics) {
    this.ingest = ingest;
    this.metrics = metrics;
  }

  /**
   * Lets a request in. The caller closes it, or submits it.
   *
   * @throws StoreUnavailableException if the server is starting, stopping or full
   */
  public IngestRequest open() {
    try {
      return IngestRequest.open(ingest, metrics);
    } catch (StoreUnavailableException e) {
      refused(e.reason().label());
      throw e;
    }
  }

  /**
   * Counts a request that was turned away whole, before its spans were known.
   *
   * @param reason the label of the metric, a lower-case word such as {@code malformed}
   */
  public void refused(String reason) {
    metrics.refused(reason);
  }
}
