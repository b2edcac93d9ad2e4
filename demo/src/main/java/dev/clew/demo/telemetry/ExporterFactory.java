// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Makes the exporter of one simulated service. */
@FunctionalInterface
public interface ExporterFactory {

  /** A new exporter for {@code deployment}; the outbox closes it. */
  SpanExporter exporterFor(Deployment deployment);
}
