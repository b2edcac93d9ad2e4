// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The head: the newest spans, in memory, in columns, readable as a {@link
 * dev.clew.store.segment.part.Part} while one thread appends to it.
 *
 * <p>Start with {@link dev.clew.store.segment.head.Head} (the writing side, and how readers get a
 * consistent prefix without a lock) and {@link dev.clew.store.segment.head.HeadPart} (the reading
 * side).
 *
 * <p>Layout, for spans and alike for events, links, resources and scopes:
 *
 * <ul>
 *   <li>Every distinct byte string is stored once per head ({@code Dictionary}).
 *   <li>What spans of one operation have in common (scope and with it resource, name, kind, status,
 *       flags) is stored once per combination ({@code SignatureTable}); a span holds its number.
 *   <li>Ids and times are columns of blocks ({@code SpanBlock}).
 *   <li>All else, attributes first of all, is a list of entries per row ({@code EntryRows}).
 *   <li>Spans of a trace are chained from the newest to the oldest ({@code TraceTable}).
 * </ul>
 *
 * <p>Invariants: one thread writes; a row that a reader can see never changes; nothing here touches
 * a disk, a clock or a thread.
 */
@NullMarked
package dev.clew.store.segment.head;

import org.jspecify.annotations.NullMarked;
