// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The critical path: which spans a request really waited for.
 *
 * <p>Start with {@link dev.clew.analysis.path.CriticalPathFinder}; what it finds in many traces is
 * added up in {@link dev.clew.analysis.path.PathTotals}.
 *
 * <p>Invariants: the sections of a path tile its root exactly; every section lies within its span;
 * everything is iterative, O(n log n), and independent of the order of spans.
 */
@NullMarked
package dev.clew.analysis.path;

import org.jspecify.annotations.NullMarked;
