// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { FormEvent, ReactNode } from 'react';
import styles from './QuestionForm.module.css';

interface QuestionFormProps {
  readonly onSubmit: (event: FormEvent) => void;
  /** Three fields; the third takes what width is left. */
  readonly first: ReactNode;
  /** The fields below them. */
  readonly second: ReactNode;
  readonly secondClassName?: string | undefined;
  /** The button at the end. */
  readonly button: ReactNode;
}

/** Two rows of fields. */
export function QuestionForm(props: QuestionFormProps) {
  const { onSubmit, first, second, secondClassName = '', button } = props;
  return (
    <form className={styles['form']} onSubmit={onSubmit} noValidate>
      {first}
      <div className={`${styles['second']} ${secondClassName}`}>
        {second}
        <div className={styles['submit']}>{button}</div>
      </div>
    </form>
  );
}
