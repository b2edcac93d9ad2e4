// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.admin;

/**
 * What a deletion removed.
 *
 * @param spanCount spans removed; one that was stored twice and not merged yet counts twice
 * @param traceCount traces that lost spans
 * @param unsearchedFileCount files set aside as damaged, which were not searched and may still hold
 *     what was to be deleted
 */
public record DeletionResult(long spanCount, long traceCount, int unsearchedFileCount) {}
