// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState, type PointerEvent } from 'react';
import type { TraceSummary } from '../../api/traceSummary';
import { formatClock, formatDay, formatDuration } from '../../base/formatTime';
import { DAY, HOUR, SECOND, type EpochNanos, type Nanos } from '../../base/time';
import { countOf } from '../../base/number';
import { scatterLayout, type ScatterPoint } from '../../model/scatterLayout';
import { useElementSize } from '../../widgets/useElementSize';
import styles from './ScatterPlot.module.css';
import { ScatterTooltip } from './ScatterTooltip';

interface ScatterPlotProps {
  readonly summaries: readonly TraceSummary[];
  readonly onOpen: (summary: TraceSummary) => void;
  readonly onZoom: (start: EpochNanos, end: EpochNanos) => void;
}

interface Drag {
  readonly from: number;
  readonly to: number;
}

/** Less than this is a click that trembled. */
const DRAG_PIXELS_MIN = 6;
const REACH_PIXELS = 6;

/** Traces over time and duration; a bubble's area is the number of spans. */
export function ScatterPlot({ summaries, onOpen, onZoom }: ScatterPlotProps) {
  const [area, size] = useElementSize();
  const [hovered, setHovered] = useState<ScatterPoint | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const layout = useMemo(
    () => scatterLayout(summaries, Math.max(size.width, 1), Math.max(size.height, 1)),
    [summaries, size],
  );

  const xOf = (event: PointerEvent): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const pointAt = (event: PointerEvent): ScatterPoint | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(layout.points, event.clientX - box.left, event.clientY - box.top);
  };
  const move = (event: PointerEvent): void => {
    if (drag === null) {
      setHovered(pointAt(event));
    } else {
      setDrag({ ...drag, to: xOf(event) });
    }
  };
  const release = (event: PointerEvent): void => {
    const point = pointAt(event);
    const isDrag = drag !== null && Math.abs(drag.to - drag.from) >= DRAG_PIXELS_MIN;
    setDrag(null);
    if (isDrag) {
      const [left, right] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
      onZoom(layout.timeAt(left), layout.timeAt(right));
    } else if (point !== null) {
      onOpen(point.summary);
    }
  };

  return (
    <div className={styles['plot']}>
      <div className={styles['area']} ref={area}>
        <svg
          className={styles['svg']}
          role="img"
          aria-label={`${countOf(summaries.length, 'trace')} by time and duration; listed below`}
          onPointerDown={(event) => {
            if (event.pointerType === 'mouse' && event.button === 0) {
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ from: xOf(event), to: xOf(event) });
            }
          }}
          onPointerMove={move}
          onPointerUp={release}
          onPointerLeave={() => {
            setHovered(null);
          }}
        >
          {layout.durationTicks.map(({ at, value }) => (
            <line key={value} className={styles['grid']} x1={0} x2={size.width} y1={at} y2={at} />
          ))}
          {layout.points.map((point) => (
            <circle
              key={point.summary.traceId}
              className={pointClass(point, point.summary === hovered?.summary)}
              cx={point.x}
              cy={point.y}
              r={point.radius}
            />
          ))}
          {drag !== null && (
            <rect
              className={styles['selection']}
              x={Math.min(drag.from, drag.to)}
              y={0}
              width={Math.abs(drag.to - drag.from)}
              height={size.height}
            />
          )}
        </svg>
        {layout.durationTicks.map(({ at, value }) => (
          <span
            key={value}
            className={`${styles['tick']} ${styles['durationTick']}`}
            style={{ top: at }}
          >
            {formatDuration(value)}
          </span>
        ))}
        {layout.timeTicks.map(({ at, value }) => (
          <span key={value} className={`${styles['tick']} ${styles['time']}`} style={{ left: at }}>
            {formatTick(value, layout.timeStep)}
          </span>
        ))}
        <span className={styles['hint']}>Drag to zoom in time</span>
        {hovered !== null && drag === null && (
          <ScatterTooltip point={hovered} areaWidth={size.width} />
        )}
      </div>
    </div>
  );
}

function pointClass({ summary }: ScatterPoint, isHovered: boolean): string {
  const failed = summary.errorCount > 0 ? styles['failed'] : '';
  return `${styles['point']} ${failed} ${isHovered ? styles['hovered'] : ''}`;
}

function nearest(points: readonly ScatterPoint[], x: number, y: number): ScatterPoint | null {
  let best: ScatterPoint | null = null;
  let bestDistance = Infinity;
  for (const point of points) {
    const distance = Math.hypot(point.x - x, point.y - y);
    if (distance <= point.radius + REACH_PIXELS && distance < bestDistance) {
      [best, bestDistance] = [point, distance];
    }
  }
  return best;
}

function formatTick(time: EpochNanos, step: Nanos): string {
  if (step >= DAY) {
    return formatDay(time);
  }
  if (step >= HOUR * 6) {
    return `${formatDay(time)}, ${formatClock(time, 's').slice(0, 5)}`;
  }
  return step >= 60 * SECOND
    ? formatClock(time, 's').slice(0, 5)
    : formatClock(time, step >= SECOND ? 's' : step >= 1e6 ? 'ms' : 'µs');
}
