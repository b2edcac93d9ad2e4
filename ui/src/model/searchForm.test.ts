// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { epochNanos, fromEpochMicros } from '../base/time';
import { formFromQuery, isSameForm, readForm, type SearchForm } from './searchForm';
import { DEFAULT_QUERY, type SearchQuery } from './searchQuery';

const NOW = epochNanos(1_784_000_000_000_000_000n);
const EMPTY = formFromQuery(DEFAULT_QUERY, NOW);

function errorsOf(change: Partial<SearchForm>) {
  const reading = readForm({ ...EMPTY, ...change }, DEFAULT_QUERY);
  return reading.ok ? {} : reading.errors;
}

describe('the search form', () => {
  test('untouched means the query it was filled from, to the microsecond', () => {
    const query: SearchQuery = {
      ...DEFAULT_QUERY,
      attributes: [['a', 'b c']],
      durationMin: '5ms',
      time: {
        kind: 'range',
        start: fromEpochMicros(1_784_000_000_000_123n),
        end: fromEpochMicros(1_784_000_000_000_456n),
      },
    };
    expect(readForm(formFromQuery(query, NOW), query)).toEqual({ ok: true, query });
  });

  test('a custom range is read where the reader is', () => {
    const form = { ...EMPTY, lookback: 'custom' as const };
    const reading = readForm(
      { ...form, start: '2026-07-14T03:00', end: '2026-07-14T04:00:00.5' },
      DEFAULT_QUERY,
    );
    const micros = (text: string): bigint => BigInt(new Date(text).getTime()) * 1000n;
    expect(reading).toMatchObject({
      query: {
        time: {
          kind: 'range',
          start: fromEpochMicros(micros('2026-07-14T03:00')),
          end: fromEpochMicros(micros('2026-07-14T04:00:00.5')),
        },
      },
    });
  });

  test('is the same in every order', () => {
    expect(isSameForm(DEFAULT_QUERY, { ...DEFAULT_QUERY, sort: 'longest' })).toBe(true);
    expect(isSameForm(DEFAULT_QUERY, { ...DEFAULT_QUERY, limit: 20 })).toBe(false);
  });

  test('says what is wrong, field by field', () => {
    expect(errorsOf({ attributes: 'error', durationMin: '5' })).toEqual({
      attributes: expect.stringContaining('write error=true') as string,
      durationMin: expect.stringContaining('needs a unit') as string,
    });
    expect(errorsOf({ durationMin: '2s', durationMax: '1s' })).toHaveProperty('durationMax');
    expect(errorsOf({ lookback: 'custom', start: '' })).toHaveProperty('start');
    expect(
      errorsOf({ lookback: 'custom', start: '2026-07-14T04:00', end: '2026-07-14T03:00' }),
    ).toHaveProperty('end');
  });
});
