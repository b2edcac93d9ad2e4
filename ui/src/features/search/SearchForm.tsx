// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { now } from '../../base/time';
import {
  formFromQuery,
  isSameForm,
  readForm,
  type FormErrors,
  type SearchForm as Form,
} from '../../model/searchForm';
import { LIMITS, type SearchQuery } from '../../model/searchQuery';
import { Button } from '../../widgets/Button';
import { SelectField } from '../../widgets/SelectField';
import { ServiceFields } from '../../widgets/ServiceFields';
import { TextField } from '../../widgets/TextField';
import { TimeFields } from '../../widgets/TimeFields';
import { TIME_OPTIONS } from '../../widgets/timeOptions';
import styles from './SearchForm.module.css';

interface SearchFormProps {
  /** What the form shows until it is edited, and again when another query comes. */
  readonly query: SearchQuery;
  readonly isSearching: boolean;
  readonly onSubmit: (query: SearchQuery) => void;
}

const DURATION_OF = [
  { value: 'span', label: 'any span' },
  { value: 'trace', label: 'the trace' },
] as const;

export function SearchForm({ query, isSearching, onSubmit }: SearchFormProps) {
  const [form, setForm] = useState<Form>(() => formFromQuery(query, now()));
  const [errors, setErrors] = useState<FormErrors>({});
  // Small screens show the second row when asked; others always do.
  const [isFolded, setFolded] = useState(true);
  const [shown, setShown] = useState(query);
  if (!isSameForm(shown, query)) {
    setShown(query);
    setForm(formFromQuery(query, now()));
    setErrors({});
  }

  const set = (change: Partial<Form>): void => {
    setForm({ ...form, ...change });
    // A complaint is withdrawn while its field is being mended, and renewed on the next search.
    setErrors(
      Object.fromEntries(
        Object.entries(errors).filter(([field]) => !(field in change)),
      ) as FormErrors,
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const reading = readForm(form, query);
    setErrors(reading.ok ? {} : reading.errors);
    if (reading.ok) {
      onSubmit(reading.query);
    }
  };
  const limits = [...new Set([form.limit, ...LIMITS])].toSorted((a, b) => a - b);

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <ServiceFields service={form.service} operation={form.operation} onChange={set} />
      <TextField
        label="Attributes"
        className={styles['wide']}
        value={form.attributes}
        error={errors.attributes ?? null}
        placeholder="http.response.status_code=500 error=true"
        onChange={(attributes) => {
          set({ attributes });
        }}
      />
      <div className={`${styles['second']} ${isFolded ? styles['folded'] : ''}`}>
        <div className={styles['fold']}>
          <Button
            look="quiet"
            icon="chevron-down"
            onClick={() => {
              setFolded(false);
            }}
          >
            {TIME_OPTIONS.find(({ value }) => value === form.lookback)?.label} · more
          </Button>
        </div>
        <TimeFields form={form} errors={errors} onChange={set} />
        <SelectField
          label="Duration of"
          className={styles['bound']}
          value={form.durationOf}
          options={DURATION_OF}
          onChange={(durationOf) => {
            set({ durationOf });
          }}
        />
        <TextField
          label="Min duration"
          className={styles['bound']}
          value={form.durationMin}
          error={errors.durationMin ?? null}
          placeholder="any, e.g. 100ms"
          onChange={(durationMin) => {
            set({ durationMin });
          }}
        />
        <TextField
          label="Max duration"
          className={styles['bound']}
          value={form.durationMax}
          error={errors.durationMax ?? null}
          placeholder="any, e.g. 1.5s"
          onChange={(durationMax) => {
            set({ durationMax });
          }}
        />
        <SelectField
          label="Limit"
          className={styles['bound']}
          value={String(form.limit)}
          options={limits.map((n) => ({ value: String(n), label: `${n} traces` }))}
          onChange={(limit) => {
            set({ limit: Number(limit) });
          }}
        />
        <div className={styles['submit']}>
          <Button type="submit" look="primary" icon="search" disabled={isSearching}>
            Find traces
          </Button>
        </div>
      </div>
    </form>
  );
}
