// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { clamp } from '../../base/number';
import { isWhole, panned, zoomed } from '../../model/viewRange';
import type { TraceView } from './useTraceView';

/** Where the bars are, in pixels from the left edge of the element that is listened to. */
export interface BarsArea {
  readonly left: number;
  readonly width: number;
}

const ZOOM_PER_PIXEL = 0.003;

/**
 * Ctrl or ⌘ with the wheel, or a pinch, zooms around the pointer; sideways wheeling moves a zoomed
 * view. Plain wheeling stays with the browser: it scrolls the rows.
 */
export function useWheelZoom(
  element: RefObject<HTMLElement | null>,
  view: TraceView,
  bars: BarsArea,
): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const { range, trace } = view;
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const box = element.current?.getBoundingClientRect();
      const share = (event.clientX - (box?.left ?? 0) - bars.left) / Math.max(1, bars.width);
      const around = range.from + clamp(share, 0, 1) * (range.to - range.from);
      const factor = Math.exp(event.deltaY * ZOOM_PER_PIXEL);
      view.setRange(zoomed(range, factor, around, trace.duration));
    } else if (isSideways && !isWhole(range, trace.duration)) {
      event.preventDefault();
      view.setRange(panned(range, event.deltaX / Math.max(1, bars.width), trace.duration));
    }
  });
  useEffect(() => {
    const target = element.current;
    const listener = (event: WheelEvent): void => {
      onWheel(event);
    };
    // Not as a React prop: those are passive and cannot keep the browser from zooming the page.
    target?.addEventListener('wheel', listener, { passive: false });
    return () => {
      target?.removeEventListener('wheel', listener);
    };
  }, [element]);
}
