// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who calls whom, how well, and in what patterns.
 *
 * <p>Start with {@link dev.clew.analysis.dependency.DependencyAnalysis}. Invariant: a call is a
 * span whose parent belongs to another service, as in the store.
 */
@NullMarked
package dev.clew.analysis.dependency;

import org.jspecify.annotations.NullMarked;
