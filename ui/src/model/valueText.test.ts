// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { BytesValue, KeyValueList, type AttributeValue } from '../api/attribute';
import { prettyJson, valueText, valueType } from './valueText';

const cases: readonly (readonly [AttributeValue, string, string])[] = [
  ['text', 'string', 'text'],
  [true, 'bool', 'true'],
  [9_223_372_036_854_775_807n, 'int', '9223372036854775807'],
  [0.25, 'double', '0.25'],
  [Number.NaN, 'double', 'NaN'],
  [null, 'empty', ''],
  [new BytesValue('AQI='), 'bytes', 'AQI='],
  [['a', 2n, null], 'array', '["a",2,null]'],
  [
    new KeyValueList([{ key: 'k', value: 9_007_199_254_740_993n }]),
    'map',
    '{"k":9007199254740993}',
  ],
];

test.each(cases)('%o is of type %s and reads %s', (value, type, text) => {
  expect(valueType(value)).toBe(type);
  expect(valueText(value)).toBe(text);
});

test('JSON in a string and nested values are laid out, the rest is not', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyJson(['x'])).toBe('[\n  "x"\n]');
  expect(prettyJson('5')).toBeNull();
  expect(prettyJson(5n)).toBeNull();
});
