// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { clamp } from '../../base/number';
import { serviceColour, type ServiceColours } from '../../model/serviceColours';
import { isWhole, viewBetween, wholeTrace } from '../../model/viewRange';
import { Button } from '../../widgets/Button';
import { useElementSize } from '../../widgets/useElementSize';
import { useMediaQuery } from '../../widgets/useMediaQuery';
import { usePreference } from '../../widgets/usePreference';
import { drawMiniMap } from './drawMiniMap';
import styles from './MiniMap.module.css';
import type { TraceView } from './useTraceView';

interface MiniMapProps {
  readonly view: TraceView;
  readonly colours: ServiceColours;
}

/** A drag in progress, in shares of the map's width: `from` stays, `to` moves. */
interface Drag {
  readonly from: number;
  readonly to: number;
}

const DRAG_SHARE_MIN = 0.004;

/** The whole trace at a glance. Dragging over it chooses the time range, its edges can be moved. */
export function MiniMap({ view, colours }: MiniMapProps) {
  const { trace, range } = view;
  const [measure, size] = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const theme = usePreference('theme');
  const isDarkSystem = useMediaQuery('(prefers-color-scheme: dark)');

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element && context && size.width > 0) {
      const ratio = window.devicePixelRatio;
      element.width = Math.round(size.width * ratio);
      element.height = Math.round(size.height * ratio);
      context.scale(ratio, ratio);
      drawMiniMap(context, trace, size, coloursFor(element, colours));
    }
  }, [trace, size, colours, theme, isDarkSystem]);

  const shareOf = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return clamp((event.clientX - box.left) / box.width, 0, 1);
  };
  const start = (event: PointerEvent): void => {
    if ((event.target as Element).closest('button') !== null || event.button !== 0) {
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    const share = shareOf(event);
    const edge = (event.target as HTMLElement).dataset['edge'];
    const from = edge === 'left' ? range.to : edge === 'right' ? range.from : null;
    setDrag({ from: from === null ? share : from / trace.duration, to: share });
  };
  const finish = (): void => {
    if (drag !== null && Math.abs(drag.to - drag.from) >= DRAG_SHARE_MIN) {
      const { duration } = trace;
      view.setRange(viewBetween(drag.from * duration, drag.to * duration, duration));
    }
    setDrag(null);
  };

  const total = Math.max(1, trace.duration);
  const [left, right] = [(range.from / total) * 100, (range.to / total) * 100];
  const isZoomed = !isWhole(range, trace.duration);
  return (
    <div
      ref={measure}
      className={styles['map']}
      onPointerDown={start}
      onPointerMove={(event) => {
        if (drag !== null) {
          setDrag({ ...drag, to: shareOf(event) });
        }
      }}
      onPointerUp={finish}
      onPointerCancel={() => {
        setDrag(null);
      }}
      onDoubleClick={() => {
        view.setRange(wholeTrace(trace.duration));
      }}
    >
      <canvas
        ref={canvas}
        className={styles['canvas']}
        role="img"
        aria-label="Map of the trace; the keys w and s zoom, a and d move"
      />
      {isZoomed && (
        <>
          <div className={styles['outside']} style={{ left: 0, width: `${left}%` }} />
          <div className={styles['outside']} style={{ left: `${right}%`, right: 0 }} />
          <div className={styles['edge']} data-edge="left" style={{ left: `${left}%` }} />
          <div className={styles['edge']} data-edge="right" style={{ left: `${right}%` }} />
          <div className={styles['reset']}>
            <Button
              size="small"
              onClick={() => {
                view.setRange(wholeTrace(trace.duration));
              }}
            >
              Whole trace
            </Button>
          </div>
        </>
      )}
      {drag !== null && (
        <div
          className={styles['selection']}
          style={{
            left: `${Math.min(drag.from, drag.to) * 100}%`,
            width: `${Math.abs(drag.to - drag.from) * 100}%`,
          }}
        />
      )}
    </div>
  );
}

function coloursFor(element: Element, colours: ServiceColours) {
  const style = getComputedStyle(element);
  const resolved = new Map<string, string>();
  const resolve = (value: string): string =>
    style.getPropertyValue(value.replace(/^var\((.*)\)$/, '$1')).trim();
  return {
    error: resolve('--error'),
    ofService: (name: string) => {
      const known = resolved.get(name) ?? resolve(serviceColour(colours, name));
      resolved.set(name, known);
      return known;
    },
  };
}
