// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Jaeger's structured filter: a tree of operators over attributes, fields and constants that says
 * which spans are meant, with {@code or}, {@code not}, ranges, sets and regular expressions.
 *
 * <p>Start with {@link dev.clew.query.jaeger.filter.Expression}. It is read from JSON here and from
 * protobuf by the gRPC services, and {@link dev.clew.query.jaeger.filter.FilterTranslation} puts it
 * in terms of the store.
 */
@NullMarked
package dev.clew.query.jaeger.filter;

import org.jspecify.annotations.NullMarked;
