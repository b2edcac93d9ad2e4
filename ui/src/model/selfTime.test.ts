// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { selfTime } from './selfTime';
import { traceOf } from './spans.fixture';

test('time during which no child ran: overlaps count once, what sticks out does not', () => {
  const trace = traceOf(
    { id: 1, from: 0, length: 100 },
    { id: 2, parent: 1, from: 10, length: 20 },
    { id: 3, parent: 2, from: 12, length: 5 },
    { id: 4, parent: 1, from: 20, length: 30 },
    { id: 5, parent: 1, from: 90, length: 50 },
  );
  expect(trace.spans.map((span) => selfTime(trace, span))).toEqual([50, 15, 5, 30, 50]);
});

test('stages are of the call itself', () => {
  const scope = { name: 'clew.derived', version: '', attributes: [], droppedAttributes: 0 };
  const trace = traceOf(
    { id: 1, from: 0, length: 100 },
    { id: 2, parent: 1, from: 0, length: 60, scope },
    { id: 3, parent: 1, from: 60, length: 40 },
  );
  expect(trace.spans.map((span) => selfTime(trace, span))).toEqual([60, 60, 40]);
});
