// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * OTLP/JSON, one document a line, as the OpenTelemetry Collector's file exporter writes it.
 *
 * <p>Start with {@link dev.clew.transfer.jsonl.JsonLinesSink}.
 */
@NullMarked
package dev.clew.transfer.jsonl;

import org.jspecify.annotations.NullMarked;
