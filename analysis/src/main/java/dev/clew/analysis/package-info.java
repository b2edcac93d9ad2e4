// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Why it was slow, and who is to blame.
 *
 * <p>Start with {@link dev.clew.analysis.trace.TraceView}: one trace in columns. Everything else is
 * a function over a stream of them, a package for each question.
 *
 * <p>Invariants: an analysis reads traces and nothing else, so that the same traces always give the
 * same answer; no result depends on the order of spans; every result says how many traces it stands
 * on and names some of them.
 */
@NullMarked
package dev.clew.analysis;

import org.jspecify.annotations.NullMarked;
