// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Zipkin's read API.
 *
 * <p>Start with {@link dev.clew.query.zipkin.ZipkinApi} (the routes). A search goes from its
 * parameters ({@code TraceCriteria}) to the algebra of the store ({@code TraceExpression}), and
 * from there page by page to whole traces ({@code TraceSearch}).
 */
@NullMarked
package dev.clew.query.zipkin;

import org.jspecify.annotations.NullMarked;
