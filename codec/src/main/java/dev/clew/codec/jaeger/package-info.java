// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Jaeger's span formats into the span batch: Thrift (agent and collector) and protobuf ({@code
 * api_v2}), from the published field numbers.
 *
 * <p>Start with {@link dev.clew.codec.jaeger.JaegerThriftReader} and {@link
 * dev.clew.codec.jaeger.JaegerProtoReader}. Both read fields only; what a field means is in {@code
 * SpanTranslation} and {@code ProcessTranslation}.
 *
 * <p>Invariant: nothing is lost. Tags stay what they were sent as, also those that say what OTLP
 * has a field for; {@link dev.clew.codec.jaeger.JaegerOrigin} tells a writer of Jaeger's formats
 * that they are there already.
 */
@NullMarked
package dev.clew.codec.jaeger;

import org.jspecify.annotations.NullMarked;
