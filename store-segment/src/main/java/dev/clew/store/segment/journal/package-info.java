// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The journal: every batch is written here before it is acknowledged, and read back after a crash.
 *
 * <p>Start with {@link dev.clew.store.segment.journal.Journal} (writing, group commit and what
 * happens when the disk fails), {@link dev.clew.store.segment.journal.JournalRecovery} (reading
 * back, and how a torn tail is told from damage), {@code JournalFormat} (the bytes of a file) and
 * {@code BatchEncoder} (the bytes of a batch).
 *
 * <table>
 *   <caption>Files</caption>
 *   <tr><td>{@code 0000000000000001.journal}</td><td>version 1; numbers ascend, none comes
 *       again</td></tr>
 *   <tr><td>{@code damaged/…}</td><td>released, but kept because something in it could not be
 *       read</td></tr>
 * </table>
 *
 * <p>Limits: a frame below 2 GiB; files as large as configured, and one group more.
 */
@NullMarked
package dev.clew.store.segment.journal;

import org.jspecify.annotations.NullMarked;
