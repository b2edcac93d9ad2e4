// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { similarRequestsPath, similarTracesPath } from './similarTraces';
import { traceOf } from './spans.fixture';

const TRACE = traceOf(
  { id: 1, name: 'POST /v1/chat', service: 'gateway', length: 2_000_000_000 },
  { id: 2, parent: 1, service: 'llm' },
);
const AROUND = 'lookback=custom&start=1783998200000000&end=1784001802000000';

test('traces with an attribute are looked for around the trace', () => {
  expect(similarTracesPath(TRACE, { key: 'retries', value: 3n })).toBe(
    `/search?tags=%7B%22retries%22%3A%223%22%7D&${AROUND}`,
  );
});

test('requests like that of the trace are analysed around it', () => {
  expect(similarRequestsPath(TRACE)).toBe(
    `/analysis?service=gateway&operation=POST+%2Fv1%2Fchat&${AROUND}`,
  );
});
