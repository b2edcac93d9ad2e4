// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Answers queries over a list of {@link dev.clew.store.segment.part.Part}s: the one evaluator for
 * head and segments.
 *
 * <p>Start with {@link dev.clew.store.segment.search.PartSearch}. A filter becomes a tree of block
 * matchers ({@code FilterCompiler}); a spanset expression becomes row bitmaps over windows of whole
 * traces ({@code SpansetEvaluator}); {@code TraceSearch} walks parts and windows newest first,
 * keeps the best page and stops when nothing better can come.
 *
 * <p>Invariants: a trace whose spans lie in several parts is put together before a condition on the
 * whole trace is decided; every loop charges the {@code Budget}, so limits and cancellation hold
 * everywhere.
 */
@NullMarked
package dev.clew.store.segment.search;

import org.jspecify.annotations.NullMarked;
