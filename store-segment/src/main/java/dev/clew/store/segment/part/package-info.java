// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A part: a piece of the store that can be read by itself. The head (in memory) and every segment
 * (a file) are parts; search, aggregation, flush and compaction see nothing but this contract, so
 * that there is one evaluator for both.
 *
 * <p>Start with {@link dev.clew.store.segment.part.Part}.
 *
 * <p>A part is a set of tables whose rows are numbered from zero: spans, their events and links,
 * the resources and scopes they share, and the traces they belong to. Span rows are read in blocks
 * of {@link dev.clew.store.segment.part.Part#BLOCK_ROWS}: a question is put to a column once per
 * part, which resolves it against its dictionaries, and is then answered block by block into a
 * bitmap.
 *
 * <p>Invariants: a part never changes while somebody holds it; this package depends on {@code
 * model} and {@code store-api} only.
 */
@NullMarked
package dev.clew.store.segment.part;

import org.jspecify.annotations.NullMarked;
