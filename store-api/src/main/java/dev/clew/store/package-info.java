// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of a trace store. Receivers write through it, query APIs and the analysis read
 * through it, and every engine (embedded segments, Cassandra, OpenSearch, object storage) passes
 * the same contract suite of the {@code testkit} module.
 *
 * <p>Start with {@link dev.clew.store.TraceWriter} and {@link dev.clew.store.TraceReader}; the
 * query algebra is in {@code dev.clew.store.query}.
 *
 * <p>Invariants: contracts never depend on an engine; a store that lacks an ability says so in its
 * {@link dev.clew.store.Capabilities}, it never throws "unsupported" by surprise and never answers
 * with silence.
 */
@NullMarked
package dev.clew.store;

import org.jspecify.annotations.NullMarked;
