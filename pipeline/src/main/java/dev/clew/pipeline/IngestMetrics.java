// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The figures of an ingest. Names are Micrometer's; Prometheus shows {@code
 * clew.ingest.spans.accepted} as {@code clew_ingest_spans_accepted_total}.
 *
 * <table>
 *   <caption>All with the prefix {@code clew.ingest.}</caption>
 *   <tr><td>{@code queue.bytes}, {@code queue.bytes.max}, {@code queue.requests}</td>
 *       <td>what is on its way, and its limit</td></tr>
 *   <tr><td>others</td><td>by transport, see {@link TransportMetrics}</td></tr>
 * </table>
 */
final class IngestMetrics {

  static final String PREFIX = "clew.ingest.";

  private final MeterRegistry meters;

  IngestMetrics(MeterRegistry meters, SpanIngest ingest) {
    this.meters = meters;
    Gauge.builder(PREFIX + "queue.bytes", ingest, SpanIngest::bytesInFlight)
        .description("Payload bytes between the network and the disk")
        .register(meters);
    Gauge.builder(PREFIX + "queue.bytes.max", ingest, SpanIngest::queueBytesMax)
        .description("Limit of the payload bytes between the network and the disk")
        .register(meters);
    Gauge.builder(PREFIX + "queue.requests", ingest, SpanIngest::requestsInFlight)
        .description("Requests between the network and the disk")
        .register(meters);
  }

  TransportMetrics transport(String transport) {
    return new TransportMetrics(meters, transport);
  }
}
