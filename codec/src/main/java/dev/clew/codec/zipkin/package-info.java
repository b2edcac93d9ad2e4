// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Zipkin's formats to and from the span batch, in pure functions.
 *
 * <p>Start with {@link dev.clew.codec.zipkin.ZipkinReader} (a payload into a builder), {@link
 * dev.clew.codec.zipkin.ZipkinJsonWriter} (a span of a batch as v2 JSON) and {@link
 * dev.clew.codec.zipkin.ZipkinAttributes} (what of a Zipkin span becomes which attribute).
 *
 * <p>Invariants: what came in by a Zipkin format goes out as v2 JSON as Zipkin itself would say it;
 * a payload is read whole or not at all; a malformed one throws {@link
 * dev.clew.codec.MalformedPayloadException} and nothing else, and leaves the builder's rows as they
 * were.
 */
@NullMarked
package dev.clew.codec.zipkin;

import org.jspecify.annotations.NullMarked;
