// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatClock, formatDuration } from '../../base/formatTime';
import { countOf } from '../../base/number';
import { between } from '../../base/time';
import type { ScatterPoint } from '../../model/scatterLayout';
import styles from './ScatterTooltip.module.css';

interface ScatterTooltipProps {
  readonly point: ScatterPoint;
  readonly areaWidth: number;
}

const GAP_PIXELS = 8;

/** What a bubble stands for; it opens towards the side that has room. */
export function ScatterTooltip({ point, areaWidth }: ScatterTooltipProps) {
  const { summary, x, y, radius } = point;
  const side =
    x < areaWidth / 2
      ? { left: x + radius + GAP_PIXELS }
      : { right: areaWidth - x + radius + GAP_PIXELS };
  return (
    <div className={styles['tooltip']} style={{ top: y - GAP_PIXELS, ...side }}>
      <div className={styles['title']}>{summary.rootOperation || 'Root span missing'}</div>
      <div className={styles['line']}>{summary.rootService}</div>
      <div className={styles['line']}>
        {formatDuration(between(summary.start, summary.end))} · {countOf(summary.spanCount, 'span')}
        {summary.errorCount > 0 && (
          <span className={styles['errors']}> · {countOf(summary.errorCount, 'error')}</span>
        )}{' '}
        · {formatClock(summary.start)}
      </div>
    </div>
  );
}
