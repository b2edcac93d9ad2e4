// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * OTLP traces to and from the span batch, as protobuf and as JSON: pure functions over bytes, by
 * hand, because this is the hottest path of the whole server.
 *
 * <p>Start with {@link dev.clew.codec.otlp.OtlpProtoReader} and {@link
 * dev.clew.codec.otlp.OtlpJsonReader} (a request into a builder), {@link
 * dev.clew.codec.otlp.OtlpProtoWriter} and {@link dev.clew.codec.otlp.OtlpJsonWriter} (a batch into
 * a document), {@link dev.clew.codec.otlp.OtlpResponses} (what a receiver answers).
 *
 * <p>Invariants: input is hostile until proven otherwise, so every length is checked before it is
 * used; a malformed payload throws {@link dev.clew.codec.MalformedPayloadException} and nothing
 * else, and leaves the builder as it was; a span that breaks a rule of its own is left out and
 * counted in the {@link dev.clew.codec.DecodeReport}. Nothing here knows of networks, files or
 * clocks.
 */
@NullMarked
package dev.clew.codec.otlp;

import org.jspecify.annotations.NullMarked;
