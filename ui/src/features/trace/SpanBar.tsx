// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatDuration } from '../../base/formatTime';
import { nanos } from '../../base/time';
import { barPlacement, momentPlacement } from '../../model/barPlacement';
import { isStage } from '../../model/concepts';
import type { CriticalSection } from '../../model/criticalSections';
import type { Span } from '../../model/trace';
import type { ViewRange } from '../../model/viewRange';
import styles from './SpanRow.module.css';

interface SpanBarProps {
  readonly span: Span;
  readonly critical: readonly CriticalSection[];
  readonly range: ViewRange;
}

/** More marks than this on one bar run into each other. */
const EVENTS_SHOWN_MAX = 40;

/** The bar of a span with its part of the critical path and the marks of its events, or where it lies when that is outside the view. */
export function SpanBar({ span, critical, range }: SpanBarProps) {
  const place = barPlacement(span.start, span.duration, range);
  if (place === null) {
    const isEarlier = span.start < range.from;
    return (
      <span className={`${styles['away']} ${isEarlier ? styles['earlier'] : styles['later']}`}>
        {isEarlier ? '‹' : '›'}
      </span>
    );
  }
  const { source } = span;
  const classes = [
    styles['bar'],
    span.isError ? styles['failed'] : '',
    isStage(source) ? styles['stage'] : '',
  ];
  return (
    <>
      <div
        className={classes.join(' ')}
        style={{ left: percent(place.left), width: percent(place.width) }}
      />
      {critical.map((section) => (
        <CriticalLine key={section.start} section={section} range={range} />
      ))}
      {source.events.slice(0, EVENTS_SHOWN_MAX).map((event, i) => {
        const offset = nanos(span.start + Number(event.time - source.start));
        const at = momentPlacement(offset, range);
        return (
          at !== null && (
            <div
              key={i}
              className={styles['event']}
              style={{ left: percent(at) }}
              title={event.name}
            />
          )
        );
      })}
      <span className={styles['duration']} style={{ left: percent(place.left + place.width) }}>
        {formatDuration(span.duration)}
      </span>
    </>
  );
}

function CriticalLine(props: { readonly section: CriticalSection; readonly range: ViewRange }) {
  const { section, range } = props;
  const place = barPlacement(section.start, section.duration, range);
  return (
    place !== null && (
      <div
        className={styles['critical']}
        style={{ left: percent(place.left), width: percent(place.width) }}
        title={`On the critical path: ${formatDuration(section.duration)}`}
      />
    )
  );
}

function percent(share: number): string {
  return `${share * 100}%`;
}
