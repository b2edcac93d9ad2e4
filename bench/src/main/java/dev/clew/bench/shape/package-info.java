// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The spans that benchmarks store: shapes that are like what somebody sends, made fast enough not
 * to be what is measured.
 *
 * <p>Start with {@link dev.clew.bench.shape.SpanShape}.
 */
@NullMarked
package dev.clew.bench.shape;

import org.jspecify.annotations.NullMarked;
