// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLogfmt, parseLogfmt, type Pair } from './logfmt';

describe('parseLogfmt', () => {
  test('reads bare and quoted values in order', () => {
    expect(
      parseLogfmt(' http.response.status_code=500  error=true msg="took \\"long\\"\\n"'),
    ).toEqual({
      ok: true,
      value: [
        ['http.response.status_code', '500'],
        ['error', 'true'],
        ['msg', 'took "long"\n'],
      ],
    });
  });

  test('a value may hold equals signs', () => {
    expect(parseLogfmt('url.query=a=1&b=2')).toEqual({
      ok: true,
      value: [['url.query', 'a=1&b=2']],
    });
  });

  test.each([
    ['error', '“error” has no value: write error=true'],
    ['a=1 b c=2', '“b” has no value'],
    ['=5', 'A key is missing before “=5”'],
    ['a=', '“a” has an empty value'],
    ['a="open', 'The quote after a= is not closed'],
    ['a="x"b=1', 'Put a space after the closing quote of “a”'],
    ['a=x"y"', 'Quote the whole value of “a”'],
    ['a=1 a=2', '“a” is given twice'],
  ])('says what is wrong with %s', (text, error) => {
    const result = parseLogfmt(text);
    expect(!result.ok && result.error).toContain(error);
  });

  test('reads back whatever formatLogfmt writes', () => {
    const key = fc.stringMatching(/^[^\s="]+$/);
    const pairs = fc.uniqueArray(fc.tuple(key, fc.string()), { selector: ([k]) => k });
    fc.assert(
      fc.property(pairs, (written: Pair[]) => {
        expect(parseLogfmt(formatLogfmt(written))).toEqual({ ok: true, value: written });
      }),
    );
  });
});
