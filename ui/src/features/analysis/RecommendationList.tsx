// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import type { Recommendation, Recommendations } from '../../api/recommendations';
import { gainText, measuredText, wordsOf } from '../../model/analysisWords';
import styles from './FindingList.module.css';
import { ReportSection } from './ReportSection';
import { ScoreBadge } from './ScoreBadge';
import { TraceLinks } from './TraceLinks';

interface RecommendationListProps {
  readonly recommendations: Recommendations;
}

/** What to do, by what it would gain. */
export function RecommendationList({ recommendations }: RecommendationListProps) {
  const { high, medium, low } = recommendations;
  const groups = [
    ['High impact', high],
    ['Medium impact', medium],
    ['Low impact', low],
  ] as const;
  const shown = groups.filter(([, group]) => group.length > 0);
  return (
    <ReportSection title="What to do">
      {shown.length === 0 && (
        <p className={styles['nothing']}>No habit with a known remedy was found.</p>
      )}
      {shown.map(([title, group]) => (
        <Fragment key={title}>
          <h3 className={styles['group']}>{title}</h3>
          <ol className={styles['list']} aria-label={title}>
            {group.map((recommendation, i) => (
              <Item key={i} recommendation={recommendation} />
            ))}
          </ol>
        </Fragment>
      ))}
    </ReportSection>
  );
}

function Item({ recommendation }: { readonly recommendation: Recommendation }) {
  const { rule, impact, text, gain, figures, traces } = recommendation;
  return (
    <li className={styles['item']}>
      <ScoreBadge what="Impact" score={impact} />
      <div className={styles['body']}>
        <p>
          <span className={styles['rule']}>{wordsOf(rule)}:</span> {text}
        </p>
        <p>
          <span className={styles['gain']}>{gainText(gain)}</span>, {gain.estimate}
        </p>
        <dl className={styles['measured']}>
          {figures.map((figure) => {
            const value = measuredText(figure);
            return (
              value !== null && (
                <div key={figure.name}>
                  <dt>{figure.name}</dt>
                  <dd>{value}</dd>
                </div>
              )
            );
          })}
        </dl>
        <p className={styles['under']}>
          <TraceLinks traces={traces} label="as in" />
        </p>
      </div>
    </li>
  );
}
