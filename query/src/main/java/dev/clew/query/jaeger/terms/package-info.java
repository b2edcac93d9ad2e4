// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Spans in the terms of Jaeger's own data model, whatever they are written as: JSON for the HTTP
 * API, protobuf for the gRPC one.
 *
 * <p>Start with {@link dev.clew.query.jaeger.terms.JaegerTerms}.
 */
@NullMarked
package dev.clew.query.jaeger.terms;

import org.jspecify.annotations.NullMarked;
