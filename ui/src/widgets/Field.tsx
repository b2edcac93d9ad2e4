// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactNode } from 'react';
import styles from './Field.module.css';

/** What a control inside a field must carry so that its label and error are announced with it. */
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface FieldProps {
  readonly label: string;
  /** What is wrong with the value, or null. */
  readonly error?: string | null;
  readonly className?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A label above a control, and below it what is wrong. */
export function Field({ label, error = null, className, children }: FieldProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div className={`${styles['field']} ${className ?? ''}`}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': error === null ? undefined : errorId,
        'aria-invalid': error === null ? undefined : true,
      })}
      {error !== null && (
        <p className={styles['error']} id={errorId} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
