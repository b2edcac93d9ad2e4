// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { formatAgo, formatDuration } from './formatTime';
import { epochNanos, nanos } from './time';

const plain = (count: number): string => formatDuration(nanos(count)).replaceAll('\u202f', ' ');

describe('formatDuration', () => {
  test.each([
    [0, '0'],
    [1, '1 ns'],
    [999, '999 ns'],
    [1_500, '1.5 µs'],
    [12_345, '12.3 µs'],
    [123_456, '123 µs'],
    [999_700, '1 ms'],
    [1_234_567, '1.23 ms'],
    [1_000_000_000, '1 s'],
    [59_940_000_000, '59.9 s'],
    [59_999_900_000, '1m'],
    [125_000_000_000, '2m 5s'],
    [3_600_000_000_000, '1h'],
    [5_400_000_000_000, '1h 30m'],
    [90_000_000_000_000, '1d 1h'],
    [-2_500_000, '−2.5 ms'],
  ])('%d ns reads %s', (count, text) => {
    expect(plain(count)).toBe(text);
  });
});

describe('formatAgo', () => {
  const now = epochNanos(1_800_000_000_000_000_000n);
  const ago = (seconds: bigint): string => formatAgo(epochNanos(now - seconds * 10n ** 9n), now);

  test.each([
    [-60n, 'in the future'],
    [-2n, 'just now'],
    [0n, 'just now'],
    [42n, '42 s ago'],
    [119n, '1 min ago'],
    [7_300n, '2 h ago'],
    [200_000n, '2 d ago'],
  ])('%d seconds', (seconds, text) => {
    expect(ago(seconds)).toBe(text);
  });
});
