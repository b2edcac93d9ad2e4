// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/** Requests that a model computes together. */
record Batch(String id, List<Ticket> tickets) {

  Batch {
    tickets = List.copyOf(tickets);
  }

  /** Items of all requests together: the batch size the GPU sees. */
  int itemCount() {
    return tickets.stream().mapToInt(Ticket::itemCount).sum();
  }

  List<SpanContext> requests() {
    return tickets.stream().map(Ticket::request).toList();
  }

  /** Computes a batch: what a model server does with it, spans included. */
  @FunctionalInterface
  interface Runner {

    /**
     * Computes {@code batch} on the strand of {@code flow}, which is in no trace yet; calls {@link
     * Ticket#dispatch} on every ticket once the batch has a span.
     *
     * @throws Failure if the whole batch fails
     */
    void run(Flow flow, Batch batch);
  }
}
