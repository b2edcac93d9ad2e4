// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceSummary } from '../api/traceSummary';

/** The orders a result can be read in; the key stands in the address of the page. */
export const SORT_ORDERS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  shortest: 'Shortest first',
  'most-spans': 'Most spans',
  'fewest-spans': 'Fewest spans',
  'most-errors': 'Most errors',
  name: 'Name',
} as const;

export type SortOrder = keyof typeof SORT_ORDERS;

type Compare = (a: TraceSummary, b: TraceSummary) => number;

const COMPARE: Readonly<Record<SortOrder, Compare>> = {
  newest: (a, b) => sign(b.start - a.start),
  oldest: (a, b) => sign(a.start - b.start),
  longest: (a, b) => sign(durationOf(b) - durationOf(a)),
  shortest: (a, b) => sign(durationOf(a) - durationOf(b)),
  'most-spans': (a, b) => b.spanCount - a.spanCount,
  'fewest-spans': (a, b) => a.spanCount - b.spanCount,
  'most-errors': (a, b) => b.errorCount - a.errorCount,
  name: (a, b) =>
    a.rootService.localeCompare(b.rootService) || a.rootOperation.localeCompare(b.rootOperation),
};

export function isSortOrder(text: string): text is SortOrder {
  return Object.hasOwn(SORT_ORDERS, text);
}

/** A sorted copy; traces that are equal in this order stand newest first. */
export function sortSummaries(
  summaries: readonly TraceSummary[],
  order: SortOrder,
): readonly TraceSummary[] {
  const compare = COMPARE[order];
  return summaries.toSorted((a, b) => compare(a, b) || COMPARE.newest(a, b));
}

function durationOf(summary: TraceSummary): bigint {
  return summary.end - summary.start;
}

function sign(difference: bigint): number {
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
