// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From simulated activity to OTLP on the network, by the OpenTelemetry Java SDK.
 *
 * <p>Start with {@link Flow}: what simulated services hold to open spans. A {@link Service} is one
 * simulated deployment with its replicas, each an SDK tracer provider with its own resource. The
 * SDK runs on simulated time ({@link SimulatedClock}) and takes its ids from the simulation ({@link
 * SeededIds}). The {@link Outbox} sends what the exporters are given, and holds the simulation back
 * rather than lose a span.
 */
@NullMarked
package dev.clew.demo.telemetry;

import org.jspecify.annotations.NullMarked;
