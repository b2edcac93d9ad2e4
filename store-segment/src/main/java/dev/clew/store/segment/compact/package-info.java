// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The set of segments and of rollup files, and how it changes: flush, merge, retention, deletion.
 *
 * <p>Start with {@link dev.clew.store.segment.compact.Compactor}, which decides and does one thing
 * at a time, and {@link dev.clew.store.segment.compact.Segments}, which knows what is live and lets
 * readers hold on to it.
 *
 * <p>Files of the directory: {@code manifest} says which of them are live (see {@link
 * dev.clew.store.segment.compact.ManifestFile}); {@code <number>.seg} is a segment; {@code
 * <number>.rollup} is what was counted; {@code *.new} is being written; {@code *.damaged} was set
 * aside because it does not hold what was written to it.
 *
 * <p>Invariants: the manifest is replaced atomically and names only files that have been forced; a
 * file that it does not name is rubbish of a crash and is deleted at the next start. A span is in a
 * live segment, or in a journal file after the one the manifest names, or both for the moment
 * between two steps, never in neither. What it adds to the counts becomes live in the same step as
 * its segment, or the segment is named as uncounted.
 */
@NullMarked
package dev.clew.store.segment.compact;

import org.jspecify.annotations.NullMarked;
