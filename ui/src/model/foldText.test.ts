// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { foldText } from './foldText';

test('short texts stand as they are', () => {
  expect(foldText('')).toBeNull();
  expect(foldText('x'.repeat(500))).toBeNull();
  expect(foldText('line\n'.repeat(12))).toBeNull();
});

test('many lines are cut after ten', () => {
  const fold = foldText(Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n'));
  expect(fold?.start).toMatch(/^line 0\n(.*\n)+line 9\n…$/);
  expect(fold?.offer).toBe('Show all 40 lines');
});

test('a long line is cut by its length, and the offer says how much there is', () => {
  const fold = foldText('ö'.repeat(2000));
  expect(fold?.start).toHaveLength(401);
  expect(fold?.offer).toBe('Show all 4.0 kB');
});
