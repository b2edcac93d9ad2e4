// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.segment.head.HeadPart;

/**
 * A head that takes nothing more and waits to be written to a segment.
 *
 * @param journalFile once this head and all before it are in segments, the journal's files up to
 *     this number are not needed any more
 * @param bytes roughly what it takes in memory
 */
record SealedHead(HeadPart part, long journalFile, long bytes) {}
