// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './Splitter.module.css';

interface SplitterProps {
  readonly label: string;
  /** Where it is, in percent, for those who cannot see it. */
  readonly percent: number;
  /** CSS for its place, such as `left: 40%`. */
  readonly style: CSSProperties;
  /** Pixels it was moved by, rightwards positive, since the last call. */
  readonly onMove: (pixels: number) => void;
}

const KEY_STEP_PIXELS = 24;

/** A vertical divider to be dragged, or moved with the arrow keys. */
export function Splitter({ label, percent, style, onMove }: SplitterProps) {
  const lastX = useRef<number | null>(null);
  const drag = (event: PointerEvent): void => {
    if (lastX.current !== null) {
      onMove(event.clientX - lastX.current);
      lastX.current = event.clientX;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      event.stopPropagation();
      onMove(event.key === 'ArrowLeft' ? -KEY_STEP_PIXELS : KEY_STEP_PIXELS);
    }
  };
  return (
    <div
      className={styles['splitter']}
      style={style}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={Math.round(percent)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        lastX.current = event.clientX;
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        lastX.current = null;
      }}
      onPointerCancel={() => {
        lastX.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
