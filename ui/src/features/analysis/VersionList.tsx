// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { VersionFigure, VersionReport } from '../../api/versions';
import { formatCount, formatPercent } from '../../base/number';
import type { AnalysisQuery } from '../../model/analysisQuery';
import { pValueText, versionValueText, wordsOf } from '../../model/analysisWords';
import { analysisPath } from '../../model/routes';
import { DataTable, type Column } from '../../widgets/DataTable';
import { Link } from '../../widgets/Link';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';
import { Verdict } from './Verdict';
import styles from './VersionList.module.css';

interface VersionListProps {
  readonly query: AnalysisQuery;
  readonly versions: readonly VersionReport[];
}

const COLUMNS: readonly Column<VersionFigure>[] = [
  { head: 'Figure', cell: (row) => wordsOf(row.name) },
  { head: 'Before', isNumber: true, cell: (row) => versionValueText(row.baseline, row) },
  { head: 'After', isNumber: true, cell: (row) => versionValueText(row.candidate, row) },
  {
    head: 'Worse by',
    hint: 'For errors the difference of shares; else how much likelier than not a call of the new version is worse. Calls of the same operation are compared.',
    isNumber: true,
    cell: (row) => row.worseBy !== null && formatPercent(row.worseBy),
  },
  {
    head: 'p',
    hint: 'How likely chance alone does that',
    isNumber: true,
    cell: (row) => pValueText(row.pValue),
  },
  { head: 'Calls before', isNumber: true, cell: (row) => formatCount(row.baselineCount) },
  { head: 'Calls after', isNumber: true, cell: (row) => formatCount(row.candidateCount) },
  { head: 'Alone', hint: 'What this figure alone would say', cell: (row) => wordsOf(row.verdict) },
];

/** Models of which several versions were called, and whether the new one may stay. */
export function VersionList({ query, versions }: VersionListProps) {
  return versions.map((version) => {
    const { model, baseline, candidate, verdict, reason, figures, traces } = version;
    const comparison = { kind: 'versions', before: baseline, after: candidate, model } as const;
    const name = model === '' ? '(model without a name)' : model;
    return (
      <ReportSection
        key={`${model} ${baseline} ${candidate}`}
        title={`${name}: version ${baseline} → ${candidate}`}
      >
        <p className={styles['verdict']}>
          <Verdict verdict={verdict} />
          <span>{reason}</span>
          <TraceLinks traces={traces} label="as in" />
          <Link to={analysisPath({ ...query, comparison })}>What is different?</Link>
        </p>
        <DataTable caption={`Figures of ${name}`} columns={COLUMNS} rows={figures} />
      </ReportSection>
    );
  });
}
