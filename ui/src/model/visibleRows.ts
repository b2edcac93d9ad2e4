// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { lowerBound } from './sorted';
import type { Span, Trace } from './trace';

/** Spans that are folded up, by index. */
export type Collapsed = ReadonlySet<number>;

/**
 * Indices of the spans that have a row, top to bottom: all but the descendants of collapsed ones.
 * O(rows): a folded subtree is stepped over, not walked.
 */
export function visibleRows(spans: readonly Span[], collapsed: Collapsed): Int32Array {
  const rows = new Int32Array(spans.length);
  let count = 0;
  for (let i = 0; i < spans.length;) {
    rows[count++] = i;
    i = collapsed.has(i) ? (spans[i]?.subtreeEnd ?? i + 1) : i + 1;
  }
  return rows.subarray(0, count);
}

/** The row that shows a span, or that hides it: the nearest visible ancestor's. `rows` ascend. */
export function rowOf(rows: Int32Array, spanIndex: number): number {
  return Math.max(0, lowerBound(rows, spanIndex + 1) - 1);
}

export function toggled(collapsed: Collapsed, index: number): Collapsed {
  const next = new Set(collapsed);
  if (!next.delete(index)) {
    next.add(index);
  }
  return next;
}

/** Unfolds whatever hides a span. The same set comes back when nothing did. */
export function revealed(trace: Trace, collapsed: Collapsed, index: number): Collapsed {
  const ancestors: number[] = [];
  for (let i = trace.spans[index]?.parent ?? -1; i >= 0; i = trace.spans[i]?.parent ?? -1) {
    if (collapsed.has(i)) {
      ancestors.push(i);
    }
  }
  if (ancestors.length === 0) {
    return collapsed;
  }
  const next = new Set(collapsed);
  ancestors.forEach((i) => next.delete(i));
  return next;
}

/** Folds every span that has children and is at `depth` or deeper. */
export function collapsedFrom(trace: Trace, depth: number): Collapsed {
  const next = new Set<number>();
  for (const span of trace.spans) {
    if (span.depth >= depth && span.childCount > 0) {
      next.add(span.index);
    }
  }
  return next;
}

/** How many levels can be seen: the depth of the deepest visible row, plus one. */
export function visibleDepth(trace: Trace, collapsed: Collapsed): number {
  let depth = 0;
  for (const index of visibleRows(trace.spans, collapsed)) {
    depth = Math.max(depth, (trace.spans[index]?.depth ?? 0) + 1);
  }
  return depth;
}
