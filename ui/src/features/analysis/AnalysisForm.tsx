// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { now } from '../../base/time';
import {
  formFromAnalysis,
  readAnalysisForm,
  type AnalysisForm as Form,
  type AnalysisFormErrors,
} from '../../model/analysisForm';
import type { AnalysisQuery, Comparison } from '../../model/analysisQuery';
import { analysisPath } from '../../model/routes';
import { Button } from '../../widgets/Button';
import { SelectField } from '../../widgets/SelectField';
import { ServiceFields } from '../../widgets/ServiceFields';
import { TextField } from '../../widgets/TextField';
import { TimeFields } from '../../widgets/TimeFields';
import styles from './AnalysisForm.module.css';

interface AnalysisFormProps {
  /** What the form shows until it is edited, and again when another question comes. */
  readonly query: AnalysisQuery;
  readonly onSubmit: (query: AnalysisQuery) => void;
}

const COMPARISONS: readonly { readonly value: Comparison['kind']; readonly label: string }[] = [
  { value: 'none', label: 'Nothing' },
  { value: 'slow', label: 'Slow with the rest' },
  { value: 'errors', label: 'Failed with the rest' },
  { value: 'baseline', label: 'This time with the time before' },
  { value: 'versions', label: 'Two versions' },
];

export function AnalysisForm({ query, onSubmit }: AnalysisFormProps) {
  const [form, setForm] = useState<Form>(() => formFromAnalysis(query, now()));
  const [errors, setErrors] = useState<AnalysisFormErrors>({});
  const [shown, setShown] = useState(query);
  if (analysisPath(shown) !== analysisPath(query)) {
    setShown(query);
    setForm(formFromAnalysis(query, now()));
    setErrors({});
  }
  const set = (change: Partial<Form>): void => {
    setForm({ ...form, ...change });
    // A complaint is withdrawn while its field is being mended, and renewed when asked again.
    setErrors(
      Object.fromEntries(
        Object.entries(errors).filter(([field]) => !(field in change)),
      ) as AnalysisFormErrors,
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const reading = readAnalysisForm(form, query);
    setErrors(reading.ok ? {} : reading.errors);
    if (reading.ok) {
      onSubmit(reading.query);
    }
  };
  const text = (field: 'attributes' | 'durationMin' | 'durationMax' | 'before' | 'after') => ({
    value: form[field],
    error: errors[field] ?? null,
    onChange: (value: string) => {
      set({ [field]: value });
    },
  });

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <ServiceFields service={form.service} operation={form.operation} onChange={set} />
      <TextField
        label="Attributes"
        className={styles['wide']}
        placeholder="ml.model.name=ranker user.tier=free"
        {...text('attributes')}
      />
      <div className={styles['second']}>
        <TimeFields form={form} errors={errors} onChange={set} />
        <TextField
          label="Min duration"
          className={styles['bound']}
          placeholder="any, e.g. 100ms"
          {...text('durationMin')}
        />
        <TextField
          label="Max duration"
          className={styles['bound']}
          placeholder="any, e.g. 1.5s"
          {...text('durationMax')}
        />
        <SelectField
          label="Compare"
          className={styles['compare']}
          value={form.compare}
          options={COMPARISONS}
          onChange={(compare) => {
            set({ compare });
          }}
        />
        {form.compare === 'versions' && (
          <>
            <TextField label="Version before" className={styles['bound']} {...text('before')} />
            <TextField label="Version after" className={styles['bound']} {...text('after')} />
            <TextField
              label="Model"
              className={styles['model']}
              placeholder="any"
              value={form.model}
              onChange={(model) => {
                set({ model });
              }}
            />
          </>
        )}
        <div className={styles['submit']}>
          <Button type="submit" look="primary">
            Analyse
          </Button>
        </div>
      </div>
    </form>
  );
}
