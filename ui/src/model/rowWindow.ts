// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { clamp } from '../base/number';

/** Rows `[first, end)` of a long list: the ones worth having in the document. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Rows are drawn in steps of this many, so that scrolling by one pixel changes nothing. */
export const ROWS_PER_STEP = 8;

export function rowWindow(
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
  rowCount: number,
): RowWindow {
  const top = Math.floor(scrollTop / rowHeight / ROWS_PER_STEP) * ROWS_PER_STEP - ROWS_PER_STEP;
  const bottom =
    Math.ceil((scrollTop + viewportHeight) / rowHeight / ROWS_PER_STEP) * ROWS_PER_STEP +
    ROWS_PER_STEP;
  const first = clamp(top, 0, Math.max(0, rowCount - 1));
  return { first, end: clamp(bottom, first, rowCount) };
}

/** The nearest scroll position that shows a row with some rows of context around it. */
export function scrollTopToShow(
  row: number,
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
): number {
  const margin = Math.min(3 * rowHeight, Math.max(0, (viewportHeight - rowHeight) / 2));
  const top = row * rowHeight;
  if (top - margin < scrollTop) {
    return Math.max(0, top - margin);
  }
  const below = top + rowHeight + margin - viewportHeight;
  return Math.max(scrollTop, below);
}
