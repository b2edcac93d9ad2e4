// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { ErrorOrigin, Errors, HiddenError } from '../../api/errors';
import { formatDuration } from '../../base/formatTime';
import { countOf, formatCount, formatNumber, formatPercent } from '../../base/number';
import { hiddenText } from '../../model/analysisWords';
import type { ServiceColours } from '../../model/serviceColours';
import { DataTable, type Column } from '../../widgets/DataTable';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';

interface ErrorTablesProps {
  readonly errors: Errors;
  readonly colours: ServiceColours;
}

const count = (value: number): string => formatCount(Math.round(value));

/** Where errors begin, and what hides them. Nothing when nothing failed. */
export function ErrorTables({ errors, colours }: ErrorTablesProps) {
  const { origins, hidden, requestsWithErrors, failedRequests } = errors;
  if (origins.length === 0) {
    return null;
  }
  const note = `${countOf(Math.round(requestsWithErrors), 'request')} of ${count(errors.requests)} had an error somewhere; ${count(failedRequests)} failed.`;
  return (
    <>
      <ReportSection title="Where errors begin" note={note}>
        <DataTable caption="Errors by origin" columns={originColumns(colours)} rows={origins} />
      </ReportSection>
      {hidden.length > 0 && (
        <ReportSection title="Errors that were hidden">
          <DataTable
            caption="Errors by what hid them"
            columns={hiddenColumns(colours)}
            rows={hidden}
          />
        </ReportSection>
      )}
    </>
  );
}

function originColumns(colours: ServiceColours): readonly Column<ErrorOrigin>[] {
  return [
    {
      head: 'Operation',
      cell: (row) => (
        <OperationName service={row.service} operation={row.operation} colours={colours} />
      ),
    },
    {
      head: 'Type',
      cell: (row) => (
        <>
          {row.type}
          {row.message !== '' && row.message !== row.type && <div>{row.message}</div>}
        </>
      ),
    },
    { head: 'Errors', isNumber: true, cell: (row) => count(row.count) },
    {
      head: 'Rate',
      hint: 'Errors by spans of the operation',
      isNumber: true,
      cell: (row) => formatPercent(row.rate),
    },
    {
      head: 'Failed requests',
      hint: 'Requests that failed because of it; the rest was hidden on the way',
      isNumber: true,
      cell: (row) => count(row.failedRequests),
    },
    { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
  ];
}

function hiddenColumns(colours: ServiceColours): readonly Column<HiddenError>[] {
  return [
    {
      head: 'Hidden by',
      cell: (row) => (
        <OperationName service={row.service} operation={row.operation} colours={colours} />
      ),
    },
    { head: 'What failed', cell: (row) => row.failedCall },
    { head: 'How it was hidden', cell: hiddenText },
    { head: 'Times', isNumber: true, cell: (row) => count(row.count) },
    {
      head: 'Attempts',
      hint: 'Failed calls each time, on average',
      isNumber: true,
      cell: (row) => formatNumber(row.attempts),
    },
    {
      head: 'Wasted',
      hint: 'Time of the failed calls, each time, on average',
      isNumber: true,
      cell: (row) => formatDuration(row.cost),
    },
    { head: 'Traces', cell: (row) => <TraceLinks traces={row.traces} /> },
  ];
}
