// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { Report } from '../../api/report';
import type { AnalysisQuery } from '../../model/analysisQuery';
import { useServiceColours } from '../../widgets/useServiceColours';
import { BottleneckTables } from './BottleneckTables';
import { CapacityTable } from './CapacityTable';
import { DependencyTables } from './DependencyTables';
import { ErrorTables } from './ErrorTables';
import { FindingList } from './FindingList';
import { QualityFacts } from './QualityFacts';
import { RecommendationList } from './RecommendationList';
import styles from './ReportView.module.css';
import { RequestFigures } from './RequestFigures';
import { VersionList } from './VersionList';

interface ReportViewProps {
  readonly query: AnalysisQuery;
  readonly report: Report;
}

/** A report, what matters most first. */
export function ReportView({ query, report }: ReportViewProps) {
  const names = useMemo(
    () => report.bottlenecks.services.map(({ service }) => service),
    [report.bottlenecks],
  );
  const colours = useServiceColours(names);
  return (
    <div className={styles['report']}>
      <div className={styles['words']}>
        <FindingList findings={report.findings} />
        <RecommendationList recommendations={report.recommendations} />
      </div>
      <div className={styles['figures']}>
        <RequestFigures performance={report.performance} errors={report.errors} />
        <QualityFacts quality={report.quality} />
      </div>
      <div className={styles['tables']}>
        <BottleneckTables bottlenecks={report.bottlenecks} colours={colours} />
        <ErrorTables errors={report.errors} colours={colours} />
        <DependencyTables dependencies={report.dependencies} colours={colours} />
        <CapacityTable loads={report.loads} colours={colours} />
        <VersionList query={query} versions={report.versions} />
      </div>
    </div>
  );
}
