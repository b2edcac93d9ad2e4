// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { addressOf, spanAt } from './spanAddress';
import { traceOf } from './spans.fixture';

test('every span has an address that leads back to it, repeated ids included', () => {
  const trace = traceOf({ id: 1 }, { id: 1, from: 5 }, { id: 1, from: 9 }, { id: 2, from: 12 });
  for (const span of trace.spans) {
    expect(spanAt(trace, addressOf(trace, span))).toBe(span);
  }
  expect(addressOf(trace, trace.spans[3]!)).toBe('0000000000000002');
});

test('an unknown address leads nowhere', () => {
  const trace = traceOf({ id: 1 });
  expect(spanAt(trace, 'ffff')).toBeNull();
  expect(spanAt(trace, '0000000000000001~7')).toBeNull();
  expect(spanAt(trace, null)).toBeNull();
});
