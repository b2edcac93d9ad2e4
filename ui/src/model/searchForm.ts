// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { parseGoDuration } from '../base/goDuration';
import { formatLogfmt, parseLogfmt } from '../base/logfmt';
import { fromEpochMillis, toEpochMillis, type EpochNanos } from '../base/time';
import {
  DEFAULT_QUERY,
  queryToParams,
  resolveTime,
  type Lookback,
  type SearchQuery,
  type TimeChoice,
} from './searchQuery';

/** The search form as it is being filled in: everything as typed, valid or not. */
export interface SearchForm {
  readonly service: string;
  readonly operation: string;
  readonly attributes: string;
  readonly durationOf: 'span' | 'trace';
  readonly durationMin: string;
  readonly durationMax: string;
  readonly lookback: Lookback | 'custom';
  /** Local date and time as `datetime-local` fields have it; used when the lookback is custom. */
  readonly start: string;
  readonly end: string;
  readonly limit: number;
}

export type FormField = keyof SearchForm;
export type FormErrors = Readonly<Partial<Record<FormField, string>>>;

export function formFromQuery(query: SearchQuery, now: EpochNanos): SearchForm {
  const range = resolveTime(query.time, now);
  return {
    service: query.service,
    operation: query.operation,
    attributes: formatLogfmt(query.attributes),
    durationOf: query.durationOf,
    durationMin: query.durationMin,
    durationMax: query.durationMax,
    lookback: query.time.kind === 'lookback' ? query.time.lookback : 'custom',
    start: toLocalText(range.start),
    end: toLocalText(range.end),
    limit: query.limit,
  };
}

/** Whether two queries fill a form with the same: the order is chosen beside the result. */
export function isSameForm(a: SearchQuery, b: SearchQuery): boolean {
  const fields = (query: SearchQuery): string =>
    queryToParams({ ...query, sort: DEFAULT_QUERY.sort }).toString();
  return fields(a) === fields(b);
}

/** The query that a form means, or what is wrong with each of its fields. */
export function readForm(
  form: SearchForm,
  before: SearchQuery,
):
  | { readonly ok: true; readonly query: SearchQuery }
  | { readonly ok: false; readonly errors: FormErrors } {
  const errors: Partial<Record<FormField, string>> = {};
  const attributes = parseLogfmt(form.attributes);
  if (!attributes.ok) {
    errors.attributes = attributes.error;
  }
  checkDurations(form, errors);
  const time = readTime(form, before.time, errors);
  if (Object.keys(errors).length > 0 || !attributes.ok || time === null) {
    return { ok: false, errors };
  }
  return {
    ok: true,
    query: {
      service: form.service.trim(),
      operation: form.operation.trim(),
      attributes: attributes.value,
      durationOf: form.durationOf,
      durationMin: form.durationMin.trim(),
      durationMax: form.durationMax.trim(),
      time,
      limit: form.limit,
      sort: before.sort,
    },
  };
}

function checkDurations(form: SearchForm, errors: Partial<Record<FormField, string>>): void {
  const bounds = (['durationMin', 'durationMax'] as const).map((field) => {
    if (form[field].trim() === '') {
      return null;
    }
    const duration = parseGoDuration(form[field]);
    if (!duration.ok) {
      errors[field] = duration.error;
      return null;
    }
    return duration.value;
  });
  const [min, max] = bounds;
  if (min !== null && max !== null && min !== undefined && max !== undefined && max < min) {
    errors.durationMax = 'The longest is shorter than the shortest.';
  }
}

function readTime(
  form: SearchForm,
  before: TimeChoice,
  errors: Partial<Record<FormField, string>>,
): TimeChoice | null {
  if (form.lookback !== 'custom') {
    return { kind: 'lookback', lookback: form.lookback };
  }
  const start = fromLocalText(form.start);
  const end = fromLocalText(form.end);
  if (start === null || end === null) {
    errors[start === null ? 'start' : 'end'] = 'Enter a date and a time.';
    return null;
  }
  // A field shows milliseconds; a range that was not touched keeps its finer digits.
  if (
    before.kind === 'range' &&
    form.start === toLocalText(before.start) &&
    form.end === toLocalText(before.end)
  ) {
    return before;
  }
  if (end <= start) {
    errors.end = 'The end is not after the start.';
    return null;
  }
  return { kind: 'range', start, end };
}

/** `2026-07-12T14:03:22.120`, where the reader is. */
function toLocalText(time: EpochNanos): string {
  const millis = toEpochMillis(time);
  const offsetMillis = new Date(millis).getTimezoneOffset() * 60_000;
  return new Date(millis - offsetMillis).toISOString().slice(0, 23);
}

function fromLocalText(text: string): EpochNanos | null {
  const millis = new Date(text).getTime();
  return Number.isNaN(millis) ? null : fromEpochMillis(millis);
}
