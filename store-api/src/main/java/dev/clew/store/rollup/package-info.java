// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Rollups: what a store has counted of all spans as they came, per minute. They answer questions
 * about traffic, errors and latency over long times without a look at spans, and they go on telling
 * of spans that sampling or retention has removed.
 *
 * <p>Start with {@link dev.clew.store.rollup.RollupQuery}, which {@link
 * dev.clew.store.TraceReader#rollup} answers with a {@link dev.clew.store.rollup.RollupResult}.
 *
 * <p>Invariants: figures about the same thing are the same whether they were counted a moment ago
 * or come from disk; a name that was not counted by itself, because there were too many, is counted
 * under {@link dev.clew.store.rollup.RollupQuery#OTHER}.
 */
@NullMarked
package dev.clew.store.rollup;

import org.jspecify.annotations.NullMarked;
