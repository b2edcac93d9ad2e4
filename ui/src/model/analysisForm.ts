// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { EpochNanos } from '../base/time';
import type { AnalysisQuery, Comparison } from './analysisQuery';
import { formFromQuery, readForm, type FormErrors, type SearchForm } from './searchForm';

/** The form of an analysis as it is being filled in: everything as typed, valid or not. */
export interface AnalysisForm extends SearchForm {
  readonly compare: Comparison['kind'];
  readonly before: string;
  readonly after: string;
  readonly model: string;
}

export type AnalysisFormErrors = FormErrors & Readonly<Partial<Record<'before' | 'after', string>>>;

export function formFromAnalysis(
  { traces, comparison }: AnalysisQuery,
  now: EpochNanos,
): AnalysisForm {
  const { before, after, model } =
    comparison.kind === 'versions' ? comparison : { before: '', after: '', model: '' };
  return { ...formFromQuery(traces, now), compare: comparison.kind, before, after, model };
}

/** The analysis that a form means, or what is wrong with each of its fields. */
export function readAnalysisForm(
  form: AnalysisForm,
  shown: AnalysisQuery,
):
  | { readonly ok: true; readonly query: AnalysisQuery }
  | { readonly ok: false; readonly errors: AnalysisFormErrors } {
  const reading = readForm(form, shown.traces);
  const errors = checkVersions(form);
  if (!reading.ok || Object.keys(errors).length > 0) {
    return { ok: false, errors: { ...(reading.ok ? {} : reading.errors), ...errors } };
  }
  return { ok: true, query: { traces: reading.query, comparison: readComparison(form) } };
}

function checkVersions(form: AnalysisForm): AnalysisFormErrors {
  if (form.compare !== 'versions') {
    return {};
  }
  const problems = (['before', 'after'] as const).flatMap((field) => {
    const problem = problemOf(form[field]);
    return problem === null ? [] : [[field, problem] as const];
  });
  return Object.fromEntries(problems);
}

function problemOf(version: string): string | null {
  if (version.trim() === '') {
    return 'Enter a version.';
  }
  return version.includes(',') ? 'A version with a comma cannot be compared.' : null;
}

function readComparison({ compare, before, after, model }: AnalysisForm): Comparison {
  return compare === 'versions'
    ? { kind: compare, before: before.trim(), after: after.trim(), model: model.trim() }
    : { kind: compare };
}
