// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Cause, Support } from '../../api/diagnosis';
import { formatCount, formatPercent } from '../../base/number';
import { pValueText } from '../../model/analysisWords';
import type { ServiceColours } from '../../model/serviceColours';
import styles from './CauseList.module.css';
import { Conditions } from './Conditions';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';

interface CauseListProps {
  readonly causes: readonly Cause[];
  /** In what way the selected traces are worse, as the API has it. */
  readonly outcome: string;
  readonly colours: ServiceColours;
}

/** What the bad spans have in common, the best explanation first. */
export function CauseList({ causes, outcome, colours }: CauseListProps) {
  return (
    <ReportSection title="What explains it">
      {causes.length === 0 ? (
        <p className={styles['nothing']}>Nothing that spans say of themselves explains it.</p>
      ) : (
        <ol aria-label="Causes">
          {causes.map((cause, i) => (
            <CauseItem key={i} cause={cause} bad={badOf(outcome)} colours={colours} />
          ))}
        </ol>
      )}
    </ReportSection>
  );
}

function badOf(outcome: string): string {
  return outcome === 'LATENCY' ? 'slow' : outcome === 'ERRORS' ? 'failed' : 'worse';
}

function supportText({ bad, spans }: Support, word: string): string {
  return `${formatCount(bad)} of ${formatCount(spans)} ${word}`;
}

function CauseItem(props: {
  readonly cause: Cause;
  readonly bad: string;
  readonly colours: ServiceColours;
}) {
  const { cause, bad, colours } = props;
  return (
    <li className={styles['cause']}>
      <div className={styles['share']}>
        <span className={styles['percent']}>{formatPercent(cause.explainedShare)}</span>
        <span className={styles['of']}>of what got worse</span>
      </div>
      <div className={styles['body']}>
        <div className={styles['what']}>
          <OperationName service={cause.service} colours={colours} />
          {cause.conditions.length > 0 ? (
            <Conditions conditions={cause.conditions} />
          ) : (
            'all of its spans'
          )}
        </div>
        <p className={styles['support']}>
          <span>Such spans: {supportText(cause.selected, bad)}</span>
          <span>
            in the others:{' '}
            {cause.reference.spans === 0 ? 'none' : supportText(cause.reference, bad)}
          </span>
          <span>p {pValueText(cause.pValue)}</span>
          <TraceLinks traces={cause.traces} label="as in" />
        </p>
        {cause.alsoTrue.length > 0 && (
          <details>
            <summary>True of the same spans ({cause.alsoTrue.length})</summary>
            <Conditions conditions={cause.alsoTrue} />
          </details>
        )}
        {cause.confounded.length > 0 && (
          <details>
            <summary>
              Confounded: looks like a cause alone, and is none once the above is known (
              {cause.confounded.length})
            </summary>
            <Conditions conditions={cause.confounded} />
          </details>
        )}
      </div>
    </li>
  );
}
