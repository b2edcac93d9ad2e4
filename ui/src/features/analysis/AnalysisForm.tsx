// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formFromAnalysis, readAnalysisForm } from '../../model/analysisForm';
import type { AnalysisQuery, Comparison } from '../../model/analysisQuery';
import { analysisPath } from '../../model/routes';
import { Button } from '../../widgets/Button';
import { DurationFields } from '../../widgets/DurationFields';
import { QuestionForm } from '../../widgets/QuestionForm';
import frame from '../../widgets/QuestionForm.module.css';
import { SelectField } from '../../widgets/SelectField';
import { ServiceFields } from '../../widgets/ServiceFields';
import { TextField } from '../../widgets/TextField';
import { TimeFields } from '../../widgets/TimeFields';
import { useQuestionForm } from '../../widgets/useQuestionForm';
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

const FORM = {
  fill: formFromAnalysis,
  read: readAnalysisForm,
  isSame: (a: AnalysisQuery, b: AnalysisQuery) => analysisPath(a) === analysisPath(b),
};

export function AnalysisForm({ query, onSubmit }: AnalysisFormProps) {
  const { form, errors, set, text, submit } = useQuestionForm(FORM, query, onSubmit);
  return (
    <QuestionForm
      onSubmit={submit}
      first={
        <>
          <ServiceFields service={form.service} operation={form.operation} onChange={set} />
          <TextField
            label="Attributes"
            placeholder="ml.model.name=ranker user.tier=free"
            {...text('attributes')}
          />
        </>
      }
      second={
        <>
          <TimeFields form={form} errors={errors} onChange={set} />
          <DurationFields text={text} />
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
              <TextField label="Version before" className={frame['narrow']} {...text('before')} />
              <TextField label="Version after" className={frame['narrow']} {...text('after')} />
              <TextField
                label="Model"
                className={styles['model']}
                placeholder="any"
                {...text('model')}
              />
            </>
          )}
        </>
      }
      secondClassName={styles['second']}
      button={
        <Button type="submit" look="primary">
          Analyse
        </Button>
      }
    />
  );
}
