// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The query algebra: what can be asked of any trace store, as plain values without behaviour.
 *
 * <p>Start with {@link dev.clew.store.query.TraceQuery}. Inside it, a {@link
 * dev.clew.store.query.SpansetExpression} says which traces are meant; its leaves are {@link
 * dev.clew.store.query.SpanFilter}s, which one span satisfies or not; their leaves compare a {@link
 * dev.clew.store.query.Field} with an {@link dev.clew.store.query.Operand}. The shape follows
 * TraceQL, of which the Jaeger and Zipkin queries are special cases.
 */
@NullMarked
package dev.clew.store.query;

import org.jspecify.annotations.NullMarked;
