// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What it costs a whole server, in a process of its own, to take spans in.
 *
 * <p>Start with {@link dev.clew.bench.ingest.IngestBench}.
 */
@NullMarked
package dev.clew.bench.ingest;

import org.jspecify.annotations.NullMarked;
