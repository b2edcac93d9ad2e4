// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochNanos, fromEpochMicros, toEpochMicros, toRfc3339 } from './time';

test('toRfc3339 keeps all nine digits', () => {
  expect(toRfc3339(epochNanos(1_784_000_000_123_456_789n))).toBe('2026-07-14T03:33:20.123456789Z');
  expect(toRfc3339(epochNanos(1_784_000_000_000_000_007n))).toBe('2026-07-14T03:33:20.000000007Z');
});

test('microseconds of the address survive the way through nanoseconds', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), (micros) => {
      expect(toEpochMicros(fromEpochMicros(micros))).toBe(micros);
    }),
  );
});
