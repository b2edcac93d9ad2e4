// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { reportJsonUrl } from '../../api/analysis';
import type { Coverage } from '../../api/report';
import { formatClock, formatDay } from '../../base/formatTime';
import { between, DAY, type EpochNanos } from '../../base/time';
import { hrefOf } from '../../base/navigation';
import { analyzeCommand } from '../../model/analyzeCommand';
import { toAnalysisRequest, type AnalysisQuery } from '../../model/analysisQuery';
import { coverageText } from '../../model/analysisWords';
import { searchPath } from '../../model/routes';
import { CopyButton } from '../../widgets/CopyButton';
import { Link } from '../../widgets/Link';
import styles from './CoverageLine.module.css';

interface CoverageLineProps {
  readonly query: AnalysisQuery;
  readonly coverage: Coverage;
}

/** What the report stands on, what it leaves out, and what else can be done with it. */
export function CoverageLine({ query, coverage }: CoverageLineProps) {
  const server = new URL(hrefOf(''), window.location.href).href.replace(/\/$/, '');
  const command = analyzeCommand(query, server);
  return (
    <div className={styles['bar']}>
      <p className={styles['coverage']}>
        {coverageText(coverage)}
        <span className={styles['time']}>{timeText(coverage.start, coverage.end)}</span>
      </p>
      {coverage.incomplete !== null && (
        <p className={styles['incomplete']}>Incomplete: {coverage.incomplete}</p>
      )}
      <div className={styles['actions']}>
        <Link to={searchPath(query.traces)}>Show these traces</Link>
        <a href={reportJsonUrl(toAnalysisRequest(query))} target="_blank" rel="noreferrer">
          JSON
        </a>
        <span className={styles['copy']}>
          Command
          <CopyButton what="the command for a terminal" text={() => command} />
        </span>
      </div>
    </div>
  );
}

function timeText(start: EpochNanos, end: EpochNanos): string {
  const moment = (time: EpochNanos): string =>
    between(start, end) > DAY / 2
      ? `${formatDay(time)}, ${formatClock(time, 's')}`
      : formatClock(time, 's');
  return `${moment(start)} – ${moment(end)}`;
}
