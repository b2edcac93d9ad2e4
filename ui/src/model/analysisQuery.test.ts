// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { epochNanos } from '../base/time';
import { formFromAnalysis, readAnalysisForm } from './analysisForm';
import {
  analysisFromParams,
  analysisOf,
  analysisToParams,
  DEFAULT_ANALYSIS,
  toAnalysisRequest,
  toComparisonRequest,
  type AnalysisQuery,
} from './analysisQuery';
import { analyzeCommand } from './analyzeCommand';
import { START } from './spans.fixture';
import { DEFAULT_QUERY } from './searchQuery';

const NOW = epochNanos(START);
const VERSIONS = { kind: 'versions', before: '6', after: '7', model: 'ranker' } as const;

const read = (params: string): AnalysisQuery => analysisFromParams(new URLSearchParams(params));

describe('the address of an analysis', () => {
  test.each([
    'lookback=1h',
    'service=auth&operation=Verify&tags=%7B%22a%22%3A%22b+c%22%7D&minDuration=5ms&lookback=3h',
    'lookback=custom&start=1784000000000001&end=1784000600000000&compare=baseline',
    'lookback=1h&compare=slow',
    'lookback=1h&compare=version%3D6%2C7&model=ranker',
  ])('%s is read and written alike', (params) => {
    expect(analysisToParams(read(params)).toString()).toBe(params);
  });

  test('what cannot be read is left at its default', () => {
    expect(read('compare=fast')).toEqual(DEFAULT_ANALYSIS);
    expect(read('compare=version%3D6')).toEqual(DEFAULT_ANALYSIS);
  });
});

describe('the analysis of a search', () => {
  test('has its conditions, and not how it is listed', () => {
    const search = { ...DEFAULT_QUERY, service: 'a', durationMin: '1s', limit: 20 };
    expect(analysisOf({ ...search, sort: 'longest' }).traces).toEqual({
      ...DEFAULT_QUERY,
      service: 'a',
      durationMin: '1s',
    });
  });

  test('leaves out bounds for whole traces, which cannot be asked for', () => {
    const search = { ...DEFAULT_QUERY, durationOf: 'trace', durationMin: '1s' } as const;
    expect(analysisOf(search).traces).toEqual(DEFAULT_QUERY);
  });
});

describe('the question to the server', () => {
  test('says how far back, and leaves it to the server what now is', () => {
    expect(toAnalysisRequest(read('lookback=2d')).time).toEqual({
      kind: 'lookback',
      length: 172_800e9,
    });
  });

  test('names what is compared', () => {
    expect(toComparisonRequest({ kind: 'none' })).toBeNull();
    expect(toComparisonRequest(VERSIONS)).toEqual({ compare: 'version=6,7', model: 'ranker' });
  });
});

describe('the form', () => {
  test('means the analysis it was filled from', () => {
    const query = { traces: { ...DEFAULT_QUERY, service: 'a' }, comparison: VERSIONS };
    expect(readAnalysisForm(formFromAnalysis(query, NOW), query)).toEqual({ ok: true, query });
  });

  test('says what is missing at its field', () => {
    const form = formFromAnalysis(DEFAULT_ANALYSIS, NOW);
    const filled = { ...form, compare: 'versions', before: '6,1', durationMin: '5' } as const;
    expect(readAnalysisForm(filled, DEFAULT_ANALYSIS)).toEqual({
      ok: false,
      errors: {
        before: 'A version with a comma cannot be compared.',
        after: 'Enter a version.',
        durationMin: '5 needs a unit: ns, us, ms, s, m or h.',
      },
    });
  });
});

describe('the command', () => {
  test('asks the same, quoted for a shell', () => {
    const query = read("service=a&operation=GET+/it's&tags=%7B%22k%22%3A%22v%22%7D&compare=slow");
    expect(analyzeCommand(query, 'http://host:16686')).toBe(
      "./clew analyze --url http://host:16686 --service a --operation 'GET /it'\\''s' --tag k:v --lookback 60m --compare slow",
    );
  });

  test('has the bounds of durations', () => {
    expect(analyzeCommand(read('minDuration=1s&maxDuration=2s'), 'http://host:16686')).toBe(
      './clew analyze --url http://host:16686 --min-duration 1s --max-duration 2s --lookback 60m',
    );
  });
});
