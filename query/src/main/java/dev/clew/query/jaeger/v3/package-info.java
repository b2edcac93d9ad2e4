// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Jaeger's second HTTP API, {@code /api/v3/…}, which speaks OTLP: the current Jaeger UI and Clew's
 * own use it.
 *
 * <p>Start with {@link dev.clew.query.jaeger.v3.JaegerV3Api}. What Clew adds to it (all services at
 * once, sorting, pages, totals, conditions on whole traces) is in {@code SearchParameters}; answers
 * have additional fields only.
 */
@NullMarked
package dev.clew.query.jaeger.v3;

import org.jspecify.annotations.NullMarked;
