// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Errors } from '../../api/errors';
import type { Performance } from '../../api/performance';
import { formatDuration } from '../../base/formatTime';
import { formatCount, formatNumber, formatPercent } from '../../base/number';
import { Facts } from './Facts';
import { ReportSection } from './ReportSection';
import { RequestChart } from './RequestChart';
import { TraceLinks } from './TraceLinks';

interface RequestFiguresProps {
  readonly performance: Performance;
  readonly errors: Errors;
}

/** How long requests took, how many there were and how many failed. */
export function RequestFigures({ performance, errors }: RequestFiguresProps) {
  const { latency, throughput, successRate, utilisation } = performance;
  return (
    <ReportSection title="Requests">
      <RequestChart throughput={throughput} />
      <Facts
        facts={[
          ['Median', formatDuration(latency.median)],
          ['Mean', `${formatDuration(latency.mean)} ± ${formatDuration(latency.deviation)}`],
          ['95th percentile', formatDuration(latency.p95)],
          ['99th percentile', formatDuration(latency.p99)],
          ['Shortest, longest', `${formatDuration(latency.min)}, ${formatDuration(latency.max)}`],
          [
            'Per second',
            `${formatNumber(throughput.meanPerSecond)}, at most ${formatNumber(throughput.maxPerSecond)}`,
          ],
          ['Variability', formatPercent(throughput.variability)],
          ['Success', formatPercent(successRate)],
          ['Failed', formatCount(Math.round(errors.failedRequests))],
          ['With an error somewhere', formatCount(Math.round(errors.requestsWithErrors))],
          ...utilisation.map(
            ({ attribute, mean, p95, max }) =>
              [
                attribute,
                `mean ${formatNumber(mean)}, p95 ${formatNumber(p95)}, max ${formatNumber(max)}`,
              ] as const,
          ),
          ['Slowest', <TraceLinks key="slowest" traces={performance.slowest} label="" />],
          ...(performance.failed.length === 0
            ? []
            : [
                [
                  'Failed, longest',
                  <TraceLinks key="failed" traces={performance.failed} label="" />,
                ] as const,
              ]),
        ]}
      />
    </ReportSection>
  );
}
