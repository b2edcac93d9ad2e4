// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Suspect } from '../../api/diagnosis';
import { formatPercent } from '../../base/number';
import type { ServiceColours } from '../../model/serviceColours';
import { ShareBar } from '../../widgets/ShareBar';
import { OperationName } from './OperationName';
import { ReportSection } from './ReportSection';
import styles from './SuspectList.module.css';
import { TraceLinks } from './TraceLinks';

interface SuspectListProps {
  readonly suspects: readonly Suspect[];
  readonly colours: ServiceColours;
}

const SCORE_MIN = 0.01;
const SUSPECTS_MAX = 8;
const REASONS_MAX = 3;

/** Services by how likely it began there, each with what speaks against it. */
export function SuspectList({ suspects, colours }: SuspectListProps) {
  const shown = suspects.filter(({ score }) => score >= SCORE_MIN).slice(0, SUSPECTS_MAX);
  if (shown.length === 0) {
    return null;
  }
  return (
    <ReportSection
      title="Where it began"
      note="Services by how likely it began there. Behind each reason: the change that the data support with 95 % confidence."
    >
      <ol aria-label="Suspects">
        {shown.map(({ service, score, evidence }) => (
          <li key={service} className={styles['suspect']}>
            <div className={styles['who']}>
              <OperationName service={service} colours={colours} />
              <ShareBar share={score} />
            </div>
            <ul className={styles['reasons']}>
              {evidence.slice(0, REASONS_MAX).map(({ text, strength, traces }) => (
                <li key={text}>
                  {text} <span className={styles['strength']}>{formatPercent(strength)}</span>{' '}
                  <TraceLinks traces={traces} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </ReportSection>
  );
}
