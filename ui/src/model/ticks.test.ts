// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../base/time';
import { tickStep, ticksBetween } from './ticks';

test.each([
  [1000, 10, 100],
  [1000, 6, 200],
  [3.7e9, 8, 5e8],
  [10 * MINUTE, 10, MINUTE],
  [9 * SECOND, 4, 5 * SECOND],
  [10 * 365 * DAY, 4, 3 * 365 * DAY],
])('%d cut into at most %d steps by %d', (span, count, step) => {
  expect(tickStep(span, count)).toBe(step);
});

test('there are never more ticks than asked for, nor any outside', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 10, max: 2 ** 31 - 1 }).map((n) => n * 1000),
      fc.integer({ min: 2, max: 20 }),
      (from, span, count) => {
        const ticks = ticksBetween(from, from + span, count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        expect(ticks.every((tick) => tick >= from && tick <= from + span)).toBe(true);
      },
    ),
  );
});
