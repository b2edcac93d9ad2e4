// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { operationsQuery, servicesQuery } from '../../api/queries';
import { now } from '../../base/time';
import {
  formFromQuery,
  isSameForm,
  readForm,
  type FormErrors,
  type SearchForm as Form,
} from '../../model/searchForm';
import { LIMITS, LOOKBACKS, type Lookback, type SearchQuery } from '../../model/searchQuery';
import { Button } from '../../widgets/Button';
import { Combobox } from '../../widgets/Combobox';
import { SelectField } from '../../widgets/SelectField';
import { TextField } from '../../widgets/TextField';
import styles from './SearchForm.module.css';

interface SearchFormProps {
  /** What the form shows until it is edited, and again when another query comes. */
  readonly query: SearchQuery;
  readonly isSearching: boolean;
  readonly onSubmit: (query: SearchQuery) => void;
}

const TIME_OPTIONS: readonly { readonly value: Lookback | 'custom'; readonly label: string }[] = [
  ...(Object.keys(LOOKBACKS) as Lookback[]).map((value) => ({
    value,
    label: LOOKBACKS[value].label,
  })),
  { value: 'custom', label: 'Custom range' },
];

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
  const services = useQuery(servicesQuery());
  const operations = useQuery(operationsQuery(form.service));

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
  const isCustom = form.lookback === 'custom';
  const limits = [...new Set([form.limit, ...LIMITS])].toSorted((a, b) => a - b);

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <Combobox
        label="Service"
        value={form.service}
        options={services.data ?? []}
        allLabel="All services"
        note={services.isError ? 'The list of services cannot be had.' : undefined}
        onChange={(service) => {
          set(service === form.service ? {} : { service, operation: '' });
        }}
      />
      <Combobox
        label="Operation"
        value={form.operation}
        options={operations.data ?? []}
        allLabel="All operations"
        note={operations.isError ? 'The list of operations cannot be had.' : undefined}
        onChange={(operation) => {
          set({ operation });
        }}
      />
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
        <SelectField
          label="Time"
          className={styles['time']}
          value={form.lookback}
          options={TIME_OPTIONS}
          onChange={(lookback) => {
            set({ lookback });
          }}
        />
        {isCustom && (
          <>
            <TextField
              label="From"
              className={styles['moment']}
              type="datetime-local"
              value={form.start}
              error={errors.start ?? null}
              onChange={(start) => {
                set({ start });
              }}
            />
            <TextField
              label="To"
              className={styles['moment']}
              type="datetime-local"
              value={form.end}
              error={errors.end ?? null}
              onChange={(end) => {
                set({ end });
              }}
            />
          </>
        )}
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
