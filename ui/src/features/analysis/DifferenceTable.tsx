// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis, Difference } from '../../api/diagnosis';
import { conditionText, pValueText } from '../../model/analysisWords';
import type { ServiceColours } from '../../model/serviceColours';
import { DataTable, type Column } from '../../widgets/DataTable';
import { ShareBar } from '../../widgets/ShareBar';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';

interface DifferenceTableProps {
  readonly diagnosis: Diagnosis;
  readonly colours: ServiceColours;
}

/** What is true of more traces, or fewer, on one side. */
export function DifferenceTable({ diagnosis, colours }: DifferenceTableProps) {
  const { differences } = diagnosis;
  return (
    differences.length > 0 && (
      <ReportSection
        title="What else differs"
        note="Share of traces of which it is true: a cause, a consequence, or neither."
      >
        <DataTable
          caption="Differences"
          columns={columnsOf(diagnosis, colours)}
          rows={differences}
        />
      </ReportSection>
    )
  );
}

function columnsOf(diagnosis: Diagnosis, colours: ServiceColours): readonly Column<Difference>[] {
  const { selectedTraces, referenceTraces } = diagnosis;
  return [
    { head: 'What', cell: (row) => <code>{conditionText(row.condition)}</code> },
    { head: 'Service', cell: (row) => <OperationName service={row.service} colours={colours} /> },
    {
      head: 'Of these',
      hint: `Share of ${diagnosis.selected} of which it is true`,
      isNumber: true,
      cell: (row) => <ShareBar share={row.selectedTraces / selectedTraces} />,
    },
    {
      head: 'Of the others',
      hint: `Share of ${diagnosis.reference} of which it is true`,
      isNumber: true,
      cell: (row) => <ShareBar share={row.referenceTraces / referenceTraces} />,
    },
    { head: 'p', isNumber: true, cell: (row) => pValueText(row.pValue) },
  ];
}
