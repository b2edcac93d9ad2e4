// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import styles from './LoadingBar.module.css';

interface LoadingBarProps {
  readonly isLoading: boolean;
  /** Announced while it runs. */
  readonly label: string;
}

/** A thin line that moves while something is on its way; it keeps its height when still. */
export function LoadingBar({ isLoading, label }: LoadingBarProps) {
  return (
    <div className={styles['track']} role="status">
      {isLoading && (
        <>
          <div className={styles['bar']} />
          <span className="visually-hidden">{label}</span>
        </>
      )}
    </div>
  );
}
