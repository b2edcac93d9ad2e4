// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowWindow, scrollTopToShow } from './rowWindow';

test('the window covers what is in sight, and little more', () => {
  fc.assert(
    fc.property(
      fc.nat(2_000_000),
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(80_000),
      (top, height, count) => {
        const { first, end } = rowWindow(top, height, 26, count);
        const firstInSight = Math.floor(top / 26);
        const endInSight = Math.min(count, Math.ceil((top + height) / 26));
        if (firstInSight < count) {
          expect(first).toBeLessThanOrEqual(firstInSight);
          expect(end).toBeGreaterThanOrEqual(endInSight);
        }
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual(height / 26 + 34);
      },
    ),
  );
});

test('a row in sight does not scroll; one outside scrolls just enough', () => {
  expect(scrollTopToShow(10, 100, 500, 26)).toBe(100);
  expect(scrollTopToShow(0, 100, 500, 26)).toBe(0);
  expect(scrollTopToShow(100, 0, 500, 26)).toBe(100 * 26 + 26 + 78 - 500);
});
