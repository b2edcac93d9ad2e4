// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatClock, formatDuration } from '../../base/formatTime';
import { criticalTime } from '../../model/criticalSections';
import { selfTime } from '../../model/selfTime';
import type { Span, Trace } from '../../model/trace';
import { CopyButton } from '../../widgets/CopyButton';
import { Button } from '../../widgets/Button';
import styles from './SpanFacts.module.css';
import type { TraceView } from './useTraceView';

interface SpanFactsProps {
  readonly view: TraceView;
  readonly span: Span;
}

/** ` · 91%`; nothing for what is too little to say. */
function shareOf(span: Span, trace: Trace): string {
  const percent = Math.round((span.duration / Math.max(1, trace.duration)) * 100);
  return percent === 0 ? '' : ` · ${percent}%`;
}

/** When, how long, what kind, and where in the tree. */
export function SpanFacts({ view, span }: SpanFactsProps) {
  const { trace } = view;
  const { source } = span;
  const critical = view.critical.get(span.index);
  const parent = trace.spans[span.parent];
  const facts: readonly (readonly [string, string])[] = [
    ['Duration', `${formatDuration(span.duration)}${shareOf(span, trace)}`],
    ['Self time', formatDuration(selfTime(trace, span))],
    ...(critical === undefined
      ? []
      : [['Critical path', formatDuration(criticalTime(critical))] as const]),
    ['Starts after', formatDuration(span.start)],
    ['Kind', source.kind],
    ['Status', source.statusCode],
    ['Started', formatClock(source.start)],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles['id']}>
        <dt>Span</dt>
        <dd>
          <code>{source.spanId}</code>
          <CopyButton what="span id" text={() => source.spanId} />
        </dd>
      </div>
      {source.parentSpanId !== null && (
        <div className={styles['id']}>
          <dt>Parent</dt>
          <dd>
            <code>{source.parentSpanId}</code>
            {parent !== undefined && (
              <Button
                look="quiet"
                size="small"
                icon="back"
                label="Go to the parent"
                onClick={() => {
                  view.select(parent.index);
                }}
              />
            )}
          </dd>
        </div>
      )}
      {source.traceState !== '' && (
        <div className={styles['wide']}>
          <dt>Trace state</dt>
          <dd>
            <code>{source.traceState}</code>
          </dd>
        </div>
      )}
    </dl>
  );
}
