// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { containsSorted, neighbour } from './sorted';

const values = Int32Array.of(3, 7, 20);

test('neighbour goes round', () => {
  expect(neighbour(values, 3, 1)).toBe(7);
  expect(neighbour(values, 5, 1)).toBe(7);
  expect(neighbour(values, 5, -1)).toBe(3);
  expect(neighbour(values, 20, 1)).toBe(3);
  expect(neighbour(values, 3, -1)).toBe(20);
  expect(neighbour(Int32Array.of(), 3, 1)).toBeNull();
});

test('containsSorted', () => {
  expect([2, 3, 7, 8, 20, 21].filter((value) => containsSorted(values, value))).toEqual([3, 7, 20]);
});
