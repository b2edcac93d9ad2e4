// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatDuration } from '../../base/formatTime';
import { formatCount } from '../../base/number';
import type { Nanos } from '../../base/time';
import { ticksBetween } from '../../model/ticks';
import type { ViewRange } from '../../model/viewRange';
import { collapsedFrom, visibleDepth } from '../../model/visibleRows';
import { Button } from '../../widgets/Button';
import styles from './TimelineHeader.module.css';
import type { TraceView } from './useTraceView';

/** Kept free at the right end, so that a duration can always stand after its bar. */
export const LABEL_ROOM_PIXELS = 60;
const TICK_PIXELS = 96;

export interface TimelineTick {
  /** Share of the timeline's width. */
  readonly at: number;
  readonly value: Nanos;
}

export function timelineTicks(range: ViewRange, widthPixels: number): readonly TimelineTick[] {
  const ticks = ticksBetween(
    range.from,
    range.to,
    Math.max(2, Math.floor(widthPixels / TICK_PIXELS)),
  );
  return ticks.map((value) => ({ value, at: (value - range.from) / (range.to - range.from) }));
}

interface TimelineHeaderProps {
  readonly view: TraceView;
  readonly ticks: readonly TimelineTick[];
}

/** The scale above the bars, and above the names how far they are unfolded. */
export function TimelineHeader({ view, ticks }: TimelineHeaderProps) {
  const { trace, collapsed } = view;
  const depth = visibleDepth(trace, collapsed);
  return (
    <div className={styles['header']}>
      <div className={styles['names']}>
        <span className={styles['title']}>
          {collapsed.size === 0
            ? 'Spans'
            : `${formatCount(view.rows.length)} of ${formatCount(trace.spans.length)} spans`}
        </span>
        <Button
          look="quiet"
          size="small"
          icon="collapse"
          label="Fold one level (p)"
          disabled={depth <= 1}
          onClick={() => {
            view.setCollapsed(collapsedFrom(trace, Math.max(0, depth - 2)));
          }}
        />
        <Button
          look="quiet"
          size="small"
          icon="expand"
          label="Unfold one level (o)"
          disabled={collapsed.size === 0}
          onClick={() => {
            view.setCollapsed(collapsedFrom(trace, depth));
          }}
        />
      </div>
      <div className={styles['ticks']}>
        {ticks.map(({ at, value }) => (
          <span key={value} className={styles['tick']} style={{ left: `${at * 100}%` }}>
            {formatDuration(value)}
          </span>
        ))}
      </div>
    </div>
  );
}
