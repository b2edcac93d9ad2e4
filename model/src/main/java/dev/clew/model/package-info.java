// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The trace domain: ids, typed attributes and the columnar {@link dev.clew.model.SpanBatch}, the
 * one shape that travels from a receiver to the disk and back.
 *
 * <p>Start with {@link dev.clew.model.SpanBatch} (what a batch holds and how to read it by column),
 * {@link dev.clew.model.SpanBatchBuilder} (how to fill one) and {@link dev.clew.model.SpanCursor}
 * (how to read it span by span).
 *
 * <p>Invariants: no third-party dependency; time is epoch nanoseconds in a {@code long}; trace ids
 * are 128 bits, span ids 64 bits, never strings; nothing here touches clock, disk or network.
 */
@NullMarked
package dev.clew.model;

import org.jspecify.annotations.NullMarked;
