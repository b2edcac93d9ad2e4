// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Load } from '../../api/capacity';
import { formatDuration } from '../../base/formatTime';
import { formatNumber, formatPercent } from '../../base/number';
import { saturationText } from '../../model/analysisWords';
import type { ServiceColours } from '../../model/serviceColours';
import { DataTable, type Column } from '../../widgets/DataTable';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';

interface CapacityTableProps {
  readonly loads: readonly Load[];
  readonly colours: ServiceColours;
}

/** What services and models carry, and how much more they could. */
export function CapacityTable({ loads, colours }: CapacityTableProps) {
  return (
    loads.length > 0 && (
      <ReportSection title="Capacity">
        <DataTable caption="Loads" columns={columnsOf(colours)} rows={loads} />
      </ReportSection>
    )
  );
}

function columnsOf(colours: ServiceColours): readonly Column<Load>[] {
  return [
    {
      head: 'Service or model',
      cell: (row) => (
        <OperationName service={row.service} operation={row.model} colours={colours} />
      ),
    },
    { head: 'Calls/s', isNumber: true, cell: (row) => formatNumber(row.meanPerSecond) },
    { head: 'At most', isNumber: true, cell: (row) => formatNumber(row.maxPerSecond) },
    { head: 'Latency', isNumber: true, cell: (row) => formatDuration(row.latency) },
    {
      head: 'At once',
      hint: 'Calls under way on average: rate × latency',
      isNumber: true,
      cell: (row) => formatNumber(row.concurrency),
    },
    {
      head: 'Knee',
      hint: 'Calls per second above which latency rises; empty where traffic has not shown one',
      isNumber: true,
      cell: (row) => row.kneePerSecond !== null && formatNumber(row.kneePerSecond),
    },
    {
      head: 'Head-room',
      isNumber: true,
      cell: (row) => row.headroom !== null && formatPercent(row.headroom),
    },
    { head: 'Saturation', cell: saturationText },
    { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
  ];
}
