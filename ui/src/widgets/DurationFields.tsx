// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import styles from './QuestionForm.module.css';
import { TextField } from './TextField';
import type { TextProps } from './useQuestionForm';

interface DurationFieldsProps {
  readonly text: (field: 'durationMin' | 'durationMax') => TextProps;
}

/** The shortest and the longest duration. */
export function DurationFields({ text }: DurationFieldsProps) {
  return (
    <>
      <TextField
        label="Min duration"
        className={styles['narrow']}
        placeholder="any, e.g. 100ms"
        {...text('durationMin')}
      />
      <TextField
        label="Max duration"
        className={styles['narrow']}
        placeholder="any, e.g. 1.5s"
        {...text('durationMax')}
      />
    </>
  );
}
