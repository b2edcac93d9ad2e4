// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { FormErrors, SearchForm } from '../model/searchForm';
import { SelectField } from './SelectField';
import { TextField } from './TextField';
import styles from './TimeFields.module.css';
import { TIME_OPTIONS } from './timeOptions';

interface TimeFieldsProps {
  readonly form: Pick<SearchForm, 'lookback' | 'start' | 'end'>;
  readonly errors: FormErrors;
  readonly onChange: (change: Partial<Pick<SearchForm, 'lookback' | 'start' | 'end'>>) => void;
}

/** How far back, or from when to when. */
export function TimeFields({ form, errors, onChange }: TimeFieldsProps) {
  return (
    <>
      <SelectField
        label="Time"
        className={styles['time']}
        value={form.lookback}
        options={TIME_OPTIONS}
        onChange={(lookback) => {
          onChange({ lookback });
        }}
      />
      {form.lookback === 'custom' && (
        <>
          <TextField
            label="From"
            className={styles['moment']}
            type="datetime-local"
            value={form.start}
            error={errors.start ?? null}
            onChange={(start) => {
              onChange({ start });
            }}
          />
          <TextField
            label="To"
            className={styles['moment']}
            type="datetime-local"
            value={form.end}
            error={errors.end ?? null}
            onChange={(end) => {
              onChange({ end });
            }}
          />
        </>
      )}
    </>
  );
}
