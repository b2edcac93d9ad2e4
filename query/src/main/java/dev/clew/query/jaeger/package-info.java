// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Jaeger's first HTTP API, {@code /api/…}, as Grafana, older Jaeger UIs and scripts use it; and
 * what it shares with the second, {@code /api/v3/…}.
 *
 * <p>Start with {@link dev.clew.query.jaeger.JaegerApi}. {@link
 * dev.clew.query.jaeger.SpanConditions} says what a Jaeger search means in Clew's query algebra;
 * {@code TraceJson} turns OTLP into Jaeger's trace model while it is read.
 */
@NullMarked
package dev.clew.query.jaeger;

import org.jspecify.annotations.NullMarked;
