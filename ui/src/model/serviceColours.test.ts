// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { assignServiceColours, SERVICE_COLOUR_COUNT } from './serviceColours';

const names = Array.from({ length: SERVICE_COLOUR_COUNT }, (_, i) => `service-${i}`);

test('as many services as colours all differ', () => {
  expect(new Set(assignServiceColours(names).values()).size).toBe(SERVICE_COLOUR_COUNT);
});

test('the order in which names come does not matter', () => {
  expect(assignServiceColours(names.toReversed())).toEqual(assignServiceColours(names));
});

test('more services than colours still have one each', () => {
  const many = Array.from({ length: 500 }, (_, i) => `s${i}`);
  expect(assignServiceColours(many).size).toBe(500);
});
