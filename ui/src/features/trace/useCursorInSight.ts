// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import { scrollTopToShow } from '../../model/rowWindow';
import { rowOf } from '../../model/visibleRows';
import type { TraceView } from './useTraceView';

/**
 * Scrolls to the row that the keyboard is at whenever it moves, and only then: unfolding a row
 * elsewhere leaves the page where it is.
 */
export function useCursorInSight(
  scroller: RefObject<HTMLElement | null>,
  view: TraceView,
  rowHeight: number,
  isLaidOut: boolean,
): void {
  const show = useEffectEvent(() => {
    const element = scroller.current;
    if (element !== null) {
      const row = rowOf(view.rows, view.cursor);
      const { scrollTop, clientHeight } = element;
      element.scrollTo({ top: scrollTopToShow(row, scrollTop, clientHeight, rowHeight) });
    }
  });
  useLayoutEffect(() => {
    show();
  }, [view.cursor, isLaidOut, rowHeight]);
}
