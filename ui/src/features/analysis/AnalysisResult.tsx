// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { ApiError } from '../../api/http';
import type { AnalysisQuery } from '../../model/analysisQuery';
import { searchPath } from '../../model/routes';
import { FailureNotice } from '../../widgets/FailureNotice';
import { Link } from '../../widgets/Link';
import { Notice } from '../../widgets/Notice';
import { Waiting } from '../../widgets/Waiting';
import styles from './AnalysisResult.module.css';
import { CoverageLine } from './CoverageLine';
import { DiagnosisView } from './DiagnosisView';
import { ReportView } from './ReportView';
import type { Analysis } from './useAnalysis';

interface AnalysisResultProps {
  readonly query: AnalysisQuery;
  readonly analysis: Analysis;
}

const NOT_IMPLEMENTED = 501;

/** What an analysis found, or why there is nothing to show. */
export function AnalysisResult({ query, analysis }: AnalysisResultProps) {
  const { data: report, error, isOutdated } = analysis.report;
  if (error !== null) {
    return <Failure error={error} onRetry={analysis.repeat} />;
  }
  if (report === undefined) {
    return <Waiting label="Analysing" />;
  }
  if (report.coverage.requests === 0) {
    return (
      <Notice
        title={nothingFound(query)}
        action={<Link to={searchPath(query.traces)}>Search for traces instead</Link>}
      >
        {report.coverage.incomplete ?? 'Widen the time range or drop a condition.'}
      </Notice>
    );
  }
  return (
    <div className={isOutdated ? styles['outdated'] : undefined}>
      <CoverageLine query={query} coverage={report.coverage} />
      {query.comparison.kind !== 'none' && (
        <DiagnosisView answer={analysis.diagnosis} onRetry={analysis.repeat} />
      )}
      <ReportView query={query} report={report} />
    </div>
  );
}

function nothingFound({ traces }: AnalysisQuery): string {
  const { service, operation } = traces;
  const what = service === '' ? 'No requests' : `No requests of ${service}`;
  return `${what}${operation === '' ? '' : ` (${operation})`} in this time`;
}

function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  if (error instanceof ApiError && error.status === NOT_IMPLEMENTED) {
    return <Notice title="This server cannot analyse traces">{error.message}</Notice>;
  }
  return <FailureNotice title="The analysis failed" error={error} onRetry={onRetry} />;
}
