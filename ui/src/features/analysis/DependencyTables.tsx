// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { CallFigures, CallPattern, Chain, Dependencies } from '../../api/dependencies';
import { formatDuration } from '../../base/formatTime';
import { formatCount, formatNumber, formatPercent } from '../../base/number';
import { patternText, serviceText } from '../../model/analysisWords';
import type { ServiceColours } from '../../model/serviceColours';
import { DataTable, type Column } from '../../widgets/DataTable';
import { ShareBar } from '../../widgets/ShareBar';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';

interface DependencyTablesProps {
  readonly dependencies: Dependencies;
  readonly colours: ServiceColours;
}

const count = (value: number): string => formatCount(Math.round(value));

/** Who calls whom, which habits cost time, and the ways to the longest wait. */
export function DependencyTables({ dependencies, colours }: DependencyTablesProps) {
  const { calls, patterns, chains } = dependencies;
  return (
    <>
      {calls.length > 0 && (
        <ReportSection title="Calls between services">
          <DataTable caption="Calls" columns={callColumns(colours)} rows={calls} />
        </ReportSection>
      )}
      {patterns.length > 0 && (
        <ReportSection
          title="Patterns of calls"
          note="Saves: at most, each time, if the calls ran side by side."
        >
          <DataTable caption="Patterns" columns={patternColumns(colours)} rows={patterns} />
        </ReportSection>
      )}
      {chains.length > 0 && (
        <ReportSection
          title="Ways to the longest wait"
          note="The services from the request down to the span that was waited for longest."
        >
          <DataTable caption="Ways" columns={CHAIN_COLUMNS} rows={chains} />
        </ReportSection>
      )}
    </>
  );
}

function callColumns(colours: ServiceColours): readonly Column<CallFigures>[] {
  return [
    { head: 'Caller', cell: (row) => <OperationName service={row.caller} colours={colours} /> },
    { head: 'Callee', cell: (row) => <OperationName service={row.callee} colours={colours} /> },
    {
      head: 'Critical',
      hint: 'Share of the time of all requests that is spent waiting for these calls',
      isNumber: true,
      cell: (row) => <ShareBar share={row.criticality} />,
    },
    { head: 'Calls', isNumber: true, cell: (row) => count(row.count) },
    { head: 'Mean', isNumber: true, cell: (row) => formatDuration(row.latency.mean) },
    { head: 'p95', isNumber: true, cell: (row) => formatDuration(row.latency.p95) },
    { head: 'Errors', isNumber: true, cell: (row) => formatPercent(row.errorRate) },
    { head: 'Retries', isNumber: true, cell: (row) => count(row.retries) },
    {
      head: 'Fan-out',
      hint: 'Calls per request that has any',
      isNumber: true,
      cell: (row) => formatNumber(row.fanOut),
    },
    {
      head: 'Cache hits',
      isNumber: true,
      cell: (row) => row.cacheHitRate !== null && formatPercent(row.cacheHitRate),
    },
    { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
  ];
}

function patternColumns(colours: ServiceColours): readonly Column<CallPattern>[] {
  return [
    {
      head: 'Caller',
      cell: (row) => (
        <OperationName service={row.service} operation={row.operation} colours={colours} />
      ),
    },
    { head: 'Pattern', cell: patternText },
    { head: 'Calls', cell: (row) => row.calls.join(', ') },
    { head: 'Times', isNumber: true, cell: (row) => count(row.occurrences) },
    { head: 'Calls each', isNumber: true, cell: (row) => formatNumber(row.callsEach) },
    {
      head: 'Saves',
      isNumber: true,
      cell: (row) => row.kind !== 'CHATTY_PAIR' && formatDuration(row.saved),
    },
    { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
  ];
}

const CHAIN_COLUMNS: readonly Column<Chain>[] = [
  { head: 'Services', cell: (row) => row.services.map(serviceText).join(' → ') },
  { head: 'Requests', isNumber: true, cell: (row) => count(row.count) },
  { head: 'Mean', isNumber: true, cell: (row) => formatDuration(row.latency.mean) },
  { head: 'p95', isNumber: true, cell: (row) => formatDuration(row.latency.p95) },
  { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
];
