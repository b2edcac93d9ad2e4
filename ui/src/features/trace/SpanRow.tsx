// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { memo, type CSSProperties } from 'react';
import { formatCount } from '../../base/number';
import { isStage } from '../../model/concepts';
import type { CriticalSection } from '../../model/criticalSections';
import type { Span } from '../../model/trace';
import type { ViewRange } from '../../model/viewRange';
import { Icon } from '../../widgets/Icon';
import { SpanBar } from './SpanBar';
import styles from './SpanRow.module.css';

/** What all rows share. */
export interface RowLayout {
  readonly range: ViewRange;
  readonly indentPixels: number;
}

interface SpanRowProps {
  readonly span: Span;
  readonly top: number;
  readonly layout: RowLayout;
  readonly colour: string;
  /** The service is written only where it differs from the parent's; the stripe is always there. */
  readonly isNewService: boolean;
  readonly isFolded: boolean;
  readonly isCursor: boolean;
  readonly critical: readonly CriticalSection[];
  readonly mark: 'selected' | 'match' | null;
}

/** A span in the timeline: its name at its depth, and its bar at its time. */
export const SpanRow = memo(function SpanRow(props: SpanRowProps) {
  const { span, top, layout, colour, isNewService, isFolded, isCursor, critical, mark } = props;
  const classes = [
    styles['row'],
    isCursor ? styles['cursor'] : '',
    mark === null ? '' : styles[mark],
  ];
  const hidesError = isFolded && span.hidesError;
  return (
    <div
      id={`span-${span.index}`}
      className={classes.join(' ')}
      style={{ transform: `translateY(${top}px)`, '--colour': colour } as CSSProperties}
      role="row"
      aria-level={span.depth + 1}
      aria-expanded={span.childCount > 0 ? !isFolded : undefined}
      aria-selected={mark === 'selected'}
      data-span={span.index}
    >
      <div className={styles['name']} role="gridcell">
        <span
          className={styles['indent']}
          style={
            {
              width: span.depth * layout.indentPixels,
              '--step': `${layout.indentPixels}px`,
            } as CSSProperties
          }
        />
        <span className={styles['toggle']} data-toggle={span.childCount > 0 ? '' : undefined}>
          {span.childCount > 0 && (
            <Icon name={isFolded ? 'chevron-right' : 'chevron-down'} size={14} />
          )}
        </span>
        <span className={styles['stripe']} />
        {isNewService && <span className={styles['service']}>{span.service}</span>}
        <span className={styles['operation']} title={span.source.name}>
          {span.source.name || '(no name)'}
        </span>
        {isStage(span.source) && (
          <span className={styles['derived']} title="Made by Clew of what the call above says">
            derived
          </span>
        )}
        {isFolded && (
          <span className={styles['folded']}>+{formatCount(span.subtreeEnd - span.index - 1)}</span>
        )}
        <span className={styles['marks']}>
          {span.source.links.length > 0 && <Icon name="link" size={14} />}
          {span.issues.length > 0 && (
            <span className={styles['warning']} title="Something is odd: see the details">
              <Icon name="alert" size={14} />
            </span>
          )}
          {(span.isError || hidesError) && (
            <span
              className={styles['error']}
              title={span.isError ? 'Failed' : 'A folded span failed'}
            >
              <Icon name="error" size={14} />
              <span className="visually-hidden">
                {span.isError ? 'Failed' : 'A folded span failed'}
              </span>
            </span>
          )}
        </span>
      </div>
      <div className={styles['bars']} role="gridcell">
        <SpanBar span={span} critical={critical} range={layout.range} />
      </div>
    </div>
  );
});
