// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Throughput } from '../../api/performance';
import { formatClock, formatDay, formatDuration } from '../../base/formatTime';
import { formatNumber } from '../../base/number';
import { between, DAY, nanos, plus, type EpochNanos } from '../../base/time';
import { barsPath } from '../../model/bars';
import styles from './RequestChart.module.css';

interface RequestChartProps {
  readonly throughput: Throughput;
}

/** Requests and their mean latency over time, one bar for each stretch. */
export function RequestChart({ throughput }: RequestChartProps) {
  const { buckets, bucketLength } = throughput;
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined || buckets.length < 2) {
    return null;
  }
  const counts = buckets.map(({ count }) => count);
  const means = buckets.map(({ mean }) => mean);
  const most = Math.max(...counts, 1);
  const longest = Math.max(...means, 1);
  const perSecond = most / (bucketLength / 1e9);
  const end = plus(last.start, bucketLength);
  const moment = (time: EpochNanos): string =>
    between(first.start, end) > DAY ? formatDay(time) : formatClock(time, 's').slice(0, 5);
  return (
    <div className={styles['charts']}>
      <Bars label="Requests per second" max={formatNumber(perSecond)} count={buckets.length}>
        <path className={styles['bar']} d={barsPath(counts, most)} />
        <path
          className={styles['failed']}
          d={barsPath(
            buckets.map(({ errors }) => errors),
            most,
          )}
        />
      </Bars>
      <Bars label="Mean latency" max={formatDuration(nanos(longest))} count={buckets.length}>
        <path className={styles['bar']} d={barsPath(means, longest)} />
      </Bars>
      <div className={styles['axis']}>
        <span>{moment(first.start)}</span>
        <span>{moment(end)}</span>
      </div>
    </div>
  );
}

function Bars(props: {
  readonly label: string;
  readonly max: string;
  readonly count: number;
  readonly children: React.ReactNode;
}) {
  const { label, max, count, children } = props;
  return (
    <figure className={styles['chart']}>
      <figcaption className={styles['label']}>
        {label} <span className={styles['max']}>up to {max}</span>
      </figcaption>
      <svg
        className={styles['svg']}
        viewBox={`0 0 ${count} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {children}
      </svg>
    </figure>
  );
}
