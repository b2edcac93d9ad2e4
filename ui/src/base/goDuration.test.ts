// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { parseGoDuration } from './goDuration';

describe('parseGoDuration', () => {
  test.each([
    ['250ms', 250e6],
    [' 1.5s ', 1.5e9],
    ['1m30s', 90e9],
    ['2h', 7200e9],
    ['.5us', 500],
    ['10µs', 10_000],
    ['10μs', 10_000],
    ['7ns', 7],
  ])('reads %s', (text, count) => {
    expect(parseGoDuration(text)).toEqual({ ok: true, value: count });
  });

  test.each([
    ['', 'Enter a duration'],
    ['12', '12 needs a unit'],
    ['5 s', '5 needs a unit'],
    ['3d', 'Unknown unit “d”'],
    ['1MS', 'Unknown unit “MS”'],
    ['-1s', 'cannot be negative'],
    ['fast', 'Cannot read “fast”'],
    ['1s fast', 'Cannot read “ fast”'],
  ])('says what is wrong with “%s”', (text, error) => {
    const result = parseGoDuration(text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.error).toContain(error);
  });
});
