// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useCallback, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from 'react';
import { clamp } from '../../base/number';
import { preferences, setPreference } from '../../base/preferences';
import { ROWS_PER_STEP, rowWindow } from '../../model/rowWindow';
import type { ServiceColours } from '../../model/serviceColours';
import { Splitter } from '../../widgets/Splitter';
import { useElementSize } from '../../widgets/useElementSize';
import { useMediaQuery } from '../../widgets/useMediaQuery';
import { usePreference } from '../../widgets/usePreference';
import { TimeCursor } from './TimeCursor';
import styles from './Timeline.module.css';
import { LABEL_ROOM_PIXELS, TimelineHeader, timelineTicks } from './TimelineHeader';
import { TimelineRows } from './TimelineRows';
import { useCursorInSight } from './useCursorInSight';
import type { TraceView } from './useTraceView';
import { useWheelZoom } from './useWheelZoom';

interface TimelineProps {
  readonly view: TraceView;
  readonly colours: ServiceColours;
}

const ROW_PIXELS = 26;
/** On a phone the name stands above the bar. */
const TALL_ROW_PIXELS = 42;
/** `--space-3`, which the narrow layout keeps free on both sides. */
const NARROW_MARGIN_PIXELS = 12;

/** The rows of a trace. Whatever their number, only those in sight are in the document. */
export function Timeline({ view, colours }: TimelineProps) {
  const { rows, range } = view;
  const isNarrow = useMediaQuery('(max-width: 640px)');
  const rowHeight = isNarrow ? TALL_ROW_PIXELS : ROW_PIXELS;
  const nameShare = usePreference('nameColumnShare');
  const [measure, size] = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const setScroller = useCallback(
    (element: HTMLDivElement) => {
      scroller.current = element;
      return measure(element);
    },
    [measure],
  );

  // Kept in whole steps, so that most scroll events change nothing.
  const [scrollStep, setScrollStep] = useState(0);
  const stepHeight = ROWS_PER_STEP * rowHeight;
  const shown = rowWindow(
    scrollStep * stepHeight,
    size.height + stepHeight,
    rowHeight,
    rows.length,
  );

  const timeline = useRef<HTMLDivElement>(null);
  const left = isNarrow ? NARROW_MARGIN_PIXELS : size.width * nameShare;
  const right = LABEL_ROOM_PIXELS + (isNarrow ? NARROW_MARGIN_PIXELS : 0);
  const bars = { left, width: Math.max(1, size.width - left - right) };
  const ticks = useMemo(() => timelineTicks(range, bars.width), [range, bars.width]);
  useWheelZoom(timeline, view, bars);

  // The header and the grid end where the rows do, left of the scroll bar.
  const columns = {
    '--names-share': isNarrow ? 0 : nameShare,
    '--label-room': `${LABEL_ROOM_PIXELS}px`,
    '--rows-width': `${size.width}px`,
  } as CSSProperties;

  useCursorInSight(scroller, view, rowHeight, size.height > 0);

  return (
    <div ref={timeline} className={styles['timeline']} style={columns}>
      <div className={styles['head']}>
        <TimelineHeader view={view} ticks={ticks} />
      </div>
      <div className={styles['grid']}>
        {ticks.map((tick) => (
          <div key={tick.value} className={styles['line']} style={{ left: `${tick.at * 100}%` }} />
        ))}
      </div>
      <div
        ref={setScroller}
        className={styles['scroller']}
        role="treegrid"
        tabIndex={0}
        aria-label="Timeline"
        aria-rowcount={rows.length}
        aria-activedescendant={`span-${view.cursor}`}
        onScroll={(event) => {
          setScrollStep(Math.floor(event.currentTarget.scrollTop / stepHeight));
        }}
        onClick={(event) => {
          click(event, view);
        }}
      >
        <div className={styles['rows']} style={{ height: rows.length * rowHeight }}>
          <TimelineRows view={view} colours={colours} shown={shown} rowHeight={rowHeight} />
        </div>
      </div>
      <TimeCursor area={timeline} bars={bars} range={range} />
      {!isNarrow && (
        <Splitter
          label="Width of the names"
          percent={nameShare * 100}
          style={{ left: size.width * nameShare }}
          onMove={(pixels) => {
            const next = preferences().nameColumnShare + pixels / Math.max(1, size.width);
            setPreference('nameColumnShare', clamp(next, 0.15, 0.75));
          }}
        />
      )}
    </div>
  );
}

/** One listener for all rows: they come and go too quickly to have their own. */
function click(event: MouseEvent, view: TraceView): void {
  const target = event.target as Element;
  const row = target.closest<HTMLElement>('[data-span]');
  if (row === null) {
    return;
  }
  const index = Number(row.dataset['span']);
  if (target.closest('[data-toggle]') !== null) {
    view.toggle(index);
  } else {
    view.select(view.selected?.index === index ? null : index);
  }
}
