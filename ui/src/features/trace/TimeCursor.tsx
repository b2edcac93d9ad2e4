// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { formatDuration } from '../../base/formatTime';
import { nanos } from '../../base/time';
import type { ViewRange } from '../../model/viewRange';
import styles from './TimeCursor.module.css';
import type { BarsArea } from './useWheelZoom';

interface TimeCursorProps {
  /** What the mouse moves over; the cursor stands in it. */
  readonly area: RefObject<HTMLElement | null>;
  readonly bars: BarsArea;
  readonly range: ViewRange;
}

/** A hairline at the mouse, with its time. It moves by itself: drawing the rows anew would lag. */
export function TimeCursor({ area, bars, range }: TimeCursorProps) {
  const line = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLSpanElement>(null);

  const move = useEffectEvent((event: PointerEvent) => {
    const x = event.clientX - (area.current?.getBoundingClientRect().left ?? 0);
    const share = (x - bars.left) / Math.max(1, bars.width);
    if (line.current === null || label.current === null) {
      return;
    }
    const isOver = event.pointerType === 'mouse' && share >= 0 && share <= 1;
    line.current.style.visibility = isOver ? 'visible' : 'hidden';
    if (isOver) {
      line.current.style.transform = `translateX(${Math.round(x)}px)`;
      const time = nanos(range.from + share * (range.to - range.from));
      label.current.textContent = formatDuration(time);
    }
  });
  const hide = useEffectEvent(() => {
    if (line.current !== null) {
      line.current.style.visibility = 'hidden';
    }
  });
  useEffect(() => {
    const target = area.current;
    const onMove = (event: PointerEvent): void => {
      move(event);
    };
    const onLeave = (): void => {
      hide();
    };
    target?.addEventListener('pointermove', onMove);
    target?.addEventListener('pointerleave', onLeave);
    return () => {
      target?.removeEventListener('pointermove', onMove);
      target?.removeEventListener('pointerleave', onLeave);
    };
  }, [area]);

  return (
    <div ref={line} className={styles['cursor']} aria-hidden="true">
      <span ref={label} className={styles['label']} />
    </div>
  );
}
