// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { memo } from 'react';
import type { TraceSummary } from '../../api/traceSummary';
import { formatAgo, formatClock, formatDate, formatDuration } from '../../base/formatTime';
import { countOf } from '../../base/number';
import { between, DAY, type EpochNanos } from '../../base/time';
import { tracePath } from '../../model/routes';
import { serviceColour, type ServiceColours } from '../../model/serviceColours';
import { Link } from '../../widgets/Link';
import { ServiceChip } from '../../widgets/ServiceChip';
import styles from './ResultRow.module.css';

interface ResultRowProps {
  readonly summary: TraceSummary;
  readonly colours: ServiceColours;
  /** Nanoseconds of the longest trace in the list: its bar is full. */
  readonly longest: number;
  readonly now: EpochNanos;
}

const SERVICES_SHOWN = 8;

/** One trace of a result; the whole row is its link. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { summary, colours, longest, now } = props;
  const duration = between(summary.start, summary.end);
  const rest = summary.services.length - SERVICES_SHOWN;
  // Without a root span there is no root service to name: then the first that took part.
  const isRootless = summary.rootOperation === '';
  const shownService = isRootless ? (summary.services[0]?.name ?? '') : summary.rootService;
  const isRecent = between(summary.start, now) < DAY;
  return (
    <li className={styles['item']}>
      <Link to={tracePath(summary.traceId)} className={styles['row']}>
        <div className={styles['root']}>
          <div className={styles['operation']} title={summary.rootOperation}>
            {isRootless ? 'Root span missing' : summary.rootOperation}
          </div>
          <div className={styles['service']}>
            <ServiceChip name={shownService} colour={serviceColour(colours, shownService)} />
          </div>
        </div>
        <div className={styles['duration']}>
          {formatDuration(duration)}
          <div className={styles['track']}>
            <div className={styles['fill']} style={{ width: `${(duration / longest) * 100}%` }} />
          </div>
        </div>
        <div className={styles['number']}>{countOf(summary.spanCount, 'span')}</div>
        <div className={`${styles['number']} ${styles['errors']}`}>
          {summary.errorCount > 0 && countOf(summary.errorCount, 'error')}
        </div>
        <div className={styles['services']}>
          {summary.services.slice(0, SERVICES_SHOWN).map((service) => (
            <ServiceChip
              key={service.name}
              name={service.name}
              colour={serviceColour(colours, service.name)}
              spanCount={service.spanCount}
              hasErrors={service.errorCount > 0}
            />
          ))}
          {rest > 0 && <span className={styles['rest']}>+{rest}</span>}
        </div>
        <div className={styles['when']}>
          {formatAgo(summary.start, now)}
          <div className={styles['clock']}>
            {isRecent ? formatClock(summary.start) : formatDate(summary.start)}
          </div>
        </div>
      </Link>
    </li>
  );
});
