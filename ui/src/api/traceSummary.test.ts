// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { decodeTraceSummaries } from './traceSummary';

test('an answer without traces is an empty list', () => {
  expect(decodeTraceSummaries(undefined)).toEqual([]);
});

test('absent counts are zero, fields of a later version are ignored', () => {
  const [summary] = decodeTraceSummaries([
    {
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      rootServiceName: 'auth',
      minStartTimeUnixNano: '1784000000000000001',
      maxEndTimeUnixNano: '1784000000000000009',
      spanCount: 3,
      services: [{ name: 'auth', spanCount: 3, p99: 1 }],
      depth: 4,
    },
  ]);
  expect(summary).toEqual({
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    rootService: 'auth',
    rootOperation: '',
    start: 1784000000000000001n,
    end: 1784000000000000009n,
    spanCount: 3,
    errorCount: 0,
    orphanCount: 0,
    services: [{ name: 'auth', spanCount: 3, errorCount: 0 }],
  });
});

test('an id that is none names its place', () => {
  expect(() => decodeTraceSummaries([{ traceId: '?' }])).toThrow(
    'summaries[0].traceId: expected hexadecimal digits',
  );
});
