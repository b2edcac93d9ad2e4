// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The critical paths of many requests, added up by operation and by service: what requests wait
 * for, how much that could grow or shrink, and what it would save to make it faster.
 *
 * <p>Start with {@link dev.clew.analysis.aggregate.CriticalPaths}.
 */
@NullMarked
package dev.clew.analysis.aggregate;

import org.jspecify.annotations.NullMarked;
