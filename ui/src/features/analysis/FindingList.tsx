// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../api/report';
import { wordsOf } from '../../model/analysisWords';
import styles from './FindingList.module.css';
import { ReportSection } from './ReportSection';
import { ScoreBadge } from './ScoreBadge';
import { TraceLinks } from './TraceLinks';

interface FindingListProps {
  readonly findings: readonly Finding[];
}

/** What stands out, most severe first. */
export function FindingList({ findings }: FindingListProps) {
  return (
    <ReportSection title="What stands out">
      {findings.length === 0 ? (
        <p className={styles['nothing']}>Nothing stands out.</p>
      ) : (
        <ol className={styles['list']} aria-label="Findings">
          {findings.map((finding, i) => (
            <li key={i} className={styles['item']}>
              <ScoreBadge what="Severity" score={finding.severity} />
              <div className={styles['body']}>
                <p>{finding.text}</p>
                <p className={styles['under']}>
                  {wordsOf(finding.kind)}
                  <TraceLinks traces={finding.traces} label="as in" />
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </ReportSection>
  );
}
