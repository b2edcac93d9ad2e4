// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import java.nio.file.Path;

/**
 * Bytes of a journal file that are no frames.
 *
 * @param file the file, which is kept aside once the journal lets go of it
 * @param offset where they begin
 * @param bytes how many there are
 * @param reason what is wrong with the first of them
 */
public record Damage(Path file, long offset, long bytes, String reason) {}
