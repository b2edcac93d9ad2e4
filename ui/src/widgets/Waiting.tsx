// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import styles from './Waiting.module.css';

interface WaitingProps {
  /** What for: “Loading the trace”. */
  readonly label: string;
}

/** Stands where content will be, and says so only when that takes a while. */
export function Waiting({ label }: WaitingProps) {
  return <p className={styles['waiting']}>{label}…</p>;
}
