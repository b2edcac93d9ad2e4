// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatClock, formatDate, formatDuration } from '../../base/formatTime';
import { formatCount } from '../../base/number';
import { toRfc3339 } from '../../base/time';
import { similarRequestsPath } from '../../model/similarTraces';
import type { Trace } from '../../model/trace';
import { CopyButton } from '../../widgets/CopyButton';
import { Link } from '../../widgets/Link';
import styles from './TraceFacts.module.css';

interface TraceFactsProps {
  readonly trace: Trace;
}

export function TraceFacts({ trace }: TraceFactsProps) {
  const facts: readonly (readonly [string, string])[] = [
    ['Start', `${formatDate(trace.start)}, ${formatClock(trace.start)}`],
    ['Duration', formatDuration(trace.duration)],
    ['Spans', formatCount(trace.spans.length - trace.stageCount)],
    ...(trace.stageCount === 0 ? [] : [['Derived', formatCount(trace.stageCount)] as const]),
    ['Services', formatCount(trace.services.length)],
    ['Depth', formatCount(trace.depth)],
  ];
  return (
    <div className={styles['line']}>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles['fact']}>
            <dt>{name}</dt>
            <dd title={name === 'Start' ? toRfc3339(trace.start) : undefined}>{value}</dd>
          </div>
        ))}
        <div className={`${styles['fact']} ${trace.errorCount > 0 ? styles['errors'] : ''}`}>
          <dt>Errors</dt>
          <dd>{formatCount(trace.errorCount)}</dd>
        </div>
        <div className={styles['fact']}>
          <dt>Trace</dt>
          <dd>
            <code className={styles['id']}>{trace.traceId}</code>
            <CopyButton what="trace id" text={() => trace.traceId} />
          </dd>
        </div>
      </dl>
      <Link to={similarRequestsPath(trace)}>Analyse such requests</Link>
    </div>
  );
}
