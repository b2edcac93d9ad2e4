// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Condition } from '../../api/diagnosis';
import { conditionText } from '../../model/analysisWords';
import styles from './Conditions.module.css';

interface ConditionsProps {
  readonly conditions: readonly Condition[];
}

/** What is true of spans, all of it together. */
export function Conditions({ conditions }: ConditionsProps) {
  return (
    <ul className={styles['list']}>
      {conditions.map((condition) => (
        <li key={conditionText(condition)}>
          <code className={styles['condition']}>{conditionText(condition)}</code>
        </li>
      ))}
    </ul>
  );
}
