// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The embedded store: a journal, a head in memory and segments on disk.
 *
 * <p>Start with {@link dev.clew.store.segment.SegmentStore} (how the pieces fit), {@code
 * IngestLoop} (the way of a batch to its acknowledgement) and {@code Heads} (what is in memory).
 *
 * <p>The way in: a batch is encoded on its sender's thread, written to the journal together with
 * whatever else waits, appended to the head, published, acknowledged. The way out: a reader takes
 * the published heads and the live segments as parts and evaluates its query over them.
 */
@NullMarked
package dev.clew.store.segment;

import org.jspecify.annotations.NullMarked;
