// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Bottleneck, Bottlenecks, ServiceTime } from '../../api/bottlenecks';
import { formatDuration } from '../../base/formatTime';
import { countOf, formatCount, formatNumber, formatPercent } from '../../base/number';
import type { ServiceColours } from '../../model/serviceColours';
import { DataTable, type Column } from '../../widgets/DataTable';
import { ShareBar } from '../../widgets/ShareBar';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';

interface BottleneckTablesProps {
  readonly bottlenecks: Bottlenecks;
  readonly colours: ServiceColours;
}

/** What requests wait for, by operation and by service. */
export function BottleneckTables({ bottlenecks, colours }: BottleneckTablesProps) {
  const { operations, services, tooFew, samplesMin } = bottlenecks;
  const note =
    tooFew === 0
      ? undefined
      : `${countOf(tooFew, 'operation')} seen fewer than ${samplesMin} times left out.`;
  return (
    <>
      <ReportSection title="Where requests wait" note={note}>
        <DataTable
          caption="Operations by waiting"
          columns={operationColumns(colours)}
          rows={operations}
        />
      </ReportSection>
      <ReportSection title="Services">
        <DataTable
          caption="Services by waiting"
          columns={serviceColumns(colours)}
          rows={services}
        />
      </ReportSection>
    </>
  );
}

function operationColumns(colours: ServiceColours): readonly Column<Bottleneck>[] {
  return [
    {
      head: 'Operation',
      cell: (row) => (
        <OperationName service={row.service} operation={row.operation} colours={colours} />
      ),
    },
    {
      head: 'Waiting',
      hint: 'Share of the time of all requests in which they waited for this operation itself',
      isNumber: true,
      cell: (row) => <ShareBar share={row.pathShare} />,
    },
    {
      head: 'Sooner',
      hint: 'How much earlier a request would end without it, on average',
      isNumber: true,
      cell: (row) => formatDuration(row.saved),
    },
    {
      head: 'Count',
      isNumber: true,
      cell: (row) => formatCount(Math.round(row.latency.count)),
    },
    { head: 'Mean', isNumber: true, cell: (row) => formatDuration(row.latency.mean) },
    { head: 'p95', isNumber: true, cell: (row) => formatDuration(row.latency.p95) },
    { head: 'Max', isNumber: true, cell: (row) => formatDuration(row.latency.max) },
    {
      head: 'Score',
      hint: 'Mean in milliseconds × ln(count + 1)',
      isNumber: true,
      cell: (row) => formatNumber(row.score),
    },
    { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
  ];
}

function serviceColumns(colours: ServiceColours): readonly Column<ServiceTime>[] {
  return [
    { head: 'Service', cell: (row) => <OperationName service={row.service} colours={colours} /> },
    {
      head: 'Waiting',
      hint: 'Share of the critical path; all services together make 100 %',
      isNumber: true,
      cell: (row) => <ShareBar share={row.pathShare} />,
    },
    {
      head: 'Busy',
      hint: 'Its own time by the time of requests; work side by side counts twice',
      isNumber: true,
      cell: (row) => formatPercent(row.exclusiveShare),
    },
    { head: 'Spans', isNumber: true, cell: (row) => formatCount(Math.round(row.spans)) },
  ];
}
