// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactNode } from 'react';
import styles from './ReportSection.module.css';

interface ReportSectionProps {
  readonly title: string;
  /** What the reader should know to read it. */
  readonly note?: string | undefined;
  /** Plain content has no frame of its own. */
  readonly isFramed?: boolean;
  readonly children: ReactNode;
}

/** A chapter of the report. */
export function ReportSection({ title, note, isFramed = true, children }: ReportSectionProps) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 className={styles['title']} id={id}>
        {title}
      </h2>
      {note !== undefined && <p className={styles['note']}>{note}</p>}
      <div className={isFramed ? styles['frame'] : undefined}>{children}</div>
    </section>
  );
}
