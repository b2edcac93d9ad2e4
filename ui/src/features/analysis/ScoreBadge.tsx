// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { toneOfScore } from '../../model/analysisWords';
import styles from './ScoreBadge.module.css';

interface ScoreBadgeProps {
  /** What it is: “Severity”. */
  readonly what: string;
  /** 0 to 10. */
  readonly score: number;
}

export function ScoreBadge({ what, score }: ScoreBadgeProps) {
  return (
    <span
      className={`${styles['badge']} ${styles[toneOfScore(score)]}`}
      title={`${what}, from 0 to 10`}
    >
      <span className="visually-hidden">{what} </span>
      {score.toFixed(1)}
    </span>
  );
}
