// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { formFromQuery, isSameForm, readForm } from '../../model/searchForm';
import { LIMITS, type SearchQuery } from '../../model/searchQuery';
import { Button } from '../../widgets/Button';
import { DurationFields } from '../../widgets/DurationFields';
import { QuestionForm } from '../../widgets/QuestionForm';
import frame from '../../widgets/QuestionForm.module.css';
import { SelectField } from '../../widgets/SelectField';
import { ServiceFields } from '../../widgets/ServiceFields';
import { TextField } from '../../widgets/TextField';
import { TimeFields } from '../../widgets/TimeFields';
import { TIME_OPTIONS } from '../../widgets/timeOptions';
import { useQuestionForm } from '../../widgets/useQuestionForm';
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

const FORM = { fill: formFromQuery, read: readForm, isSame: isSameForm };

export function SearchForm({ query, isSearching, onSubmit }: SearchFormProps) {
  const { form, errors, set, text, submit } = useQuestionForm(FORM, query, onSubmit);
  // Small screens show the second row when asked; others always do.
  const [isFolded, setFolded] = useState(true);
  const limits = [...new Set([form.limit, ...LIMITS])].toSorted((a, b) => a - b);

  return (
    <QuestionForm
      onSubmit={submit}
      first={
        <>
          <ServiceFields service={form.service} operation={form.operation} onChange={set} />
          <TextField
            label="Attributes"
            placeholder="http.response.status_code=500 error=true"
            {...text('attributes')}
          />
        </>
      }
      second={
        <>
          {isFolded && (
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
          )}
          <TimeFields form={form} errors={errors} onChange={set} />
          <SelectField
            label="Duration of"
            className={frame['narrow']}
            value={form.durationOf}
            options={DURATION_OF}
            onChange={(durationOf) => {
              set({ durationOf });
            }}
          />
          <DurationFields text={text} />
          <SelectField
            label="Limit"
            className={frame['narrow']}
            value={String(form.limit)}
            options={limits.map((n) => ({ value: String(n), label: `${n} traces` }))}
            onChange={(limit) => {
              set({ limit: Number(limit) });
            }}
          />
        </>
      }
      secondClassName={isFolded ? styles['folded'] : undefined}
      button={
        <Button type="submit" look="primary" icon="search" disabled={isSearching}>
          Find traces
        </Button>
      }
    />
  );
}
