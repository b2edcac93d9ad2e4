// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatPercent } from '../base/number';
import styles from './ShareBar.module.css';

interface ShareBarProps {
  /** 0 to 1. */
  readonly share: number;
}

/** A part of a whole, as a number and as a bar. */
export function ShareBar({ share }: ShareBarProps) {
  return (
    <span className={styles['share']}>
      <span className={styles['track']}>
        <span className={styles['fill']} style={{ width: `${Math.min(1, share) * 100}%` }} />
      </span>
      <span className={styles['number']}>{formatPercent(share)}</span>
    </span>
  );
}
