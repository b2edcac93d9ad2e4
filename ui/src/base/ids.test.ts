// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { parseTraceId } from './ids';

describe('parseTraceId', () => {
  test.each([
    ['4bf92f3577b34da6a3ce929d0e0e4736', '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['  4BF92F35-77B3-4DA6-A3CE-929D0E0E4736 ', '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['abc', '00000000000000000000000000000abc'],
  ])('takes %s', (text, id) => {
    expect(parseTraceId(text)).toEqual({ ok: true, value: id });
  });

  test.each([
    ['', 'Enter a trace id'],
    ['xyz', 'only the digits'],
    ['0'.repeat(32), 'zeros'],
    ['1'.repeat(33), 'this one has 33'],
  ])('refuses “%s”', (text, error) => {
    const result = parseTraceId(text);
    expect(!result.ok && result.error).toContain(error);
  });
});
