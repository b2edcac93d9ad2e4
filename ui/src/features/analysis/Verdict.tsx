// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { toneOfVerdict, wordsOf } from '../../model/analysisWords';
import styles from './Verdict.module.css';

/** What to do with a version: promote it, hold it, roll it back. */
export function Verdict({ verdict }: { readonly verdict: string }) {
  return (
    <span className={`${styles['verdict']} ${styles[toneOfVerdict(verdict)]}`}>
      {wordsOf(verdict)}
    </span>
  );
}
