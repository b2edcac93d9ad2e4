// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

const KEY = 'clew.preferences';

/** The module as a page that is opened now would have it. */
function reopen(): Promise<typeof import('./preferences')> {
  vi.resetModules();
  return import('./preferences');
}

beforeEach(() => {
  window.localStorage.clear();
});

test('a choice is there after a reload, the rest is as it was', async () => {
  const first = await reopen();
  first.setPreference('theme', 'dark');
  const second = await reopen();
  expect(second.preferences()).toEqual({ ...first.preferences(), theme: 'dark' });
});

test.each([
  'not json',
  'null',
  '[]',
  '{"theme":"pink","nameColumnShare":7,"isCriticalPathShown":1,"other":1}',
])('what cannot be meant is as if it were not there: %s', async (stored) => {
  window.localStorage.setItem(KEY, stored);
  const { preferences } = await reopen();
  expect(preferences()).toEqual({
    theme: 'system',
    nameColumnShare: 0.36,
    detailWidthPixels: 480,
    isCriticalPathShown: true,
  });
});

test('storage that refuses costs only the memory', async () => {
  const refuse = (): never => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
  const { preferences, setPreference } = await reopen();
  setPreference('theme', 'light');
  expect(preferences().theme).toBe('light');
});
