// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly tone?: 'calm' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
  /** What the reader can do about it. */
  readonly action?: ReactNode;
}

/** Stands where content would: nothing was found, or something went wrong. */
export function Notice({ tone = 'calm', title, children, action }: NoticeProps) {
  return (
    <div
      className={`${styles['notice']} ${styles[tone] ?? ''}`}
      role={tone === 'error' ? 'alert' : 'status'}
    >
      <h2 className={styles['title']}>{title}</h2>
      {children !== undefined && <div className={styles['body']}>{children}</div>}
      {action}
    </div>
  );
}
