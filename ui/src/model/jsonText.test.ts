// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson, isJsonDocument } from './jsonText';

test('is laid out as JSON.stringify would', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(indentJson(text)).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test('tokens stay as they were sent', () => {
  expect(indentJson('{"id": 12345678901234567890, "x": 1.0, "s": "\\u00e9{,"}')).toBe(
    '{\n  "id": 12345678901234567890,\n  "x": 1.0,\n  "s": "\\u00e9{,"\n}',
  );
});

test.each([
  ['{"a":1}', true],
  [' [1] ', true],
  ['5', false],
  ['"text"', false],
  ['{not json', false],
  ['[INFO] started', false],
])('%s is a document: %s', (text, expected) => {
  expect(isJsonDocument(text)).toBe(expected);
});
