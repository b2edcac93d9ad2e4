// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { currentAddress, currentPlace, goTo, hrefOf, replaceWith } from './navigation';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  document.querySelector('base')?.setAttribute('href', '/');
});

const address = (): string => window.location.pathname + window.location.search;

describe('navigation', () => {
  test('going somewhere makes a history entry', () => {
    const before = window.history.length;
    goTo('/search?service=a%20b');
    expect(window.history.length).toBe(before + 1);
    expect(address()).toBe('/search?service=a%20b');
    expect(currentPlace().path).toBe('/search');
    expect(currentPlace().params.get('service')).toBe('a b');
  });

  test('replacing is seen at once and written once, later', () => {
    goTo('/trace/1');
    const written = vi.spyOn(window.history, 'replaceState');
    for (let i = 0; i < 100; i++) {
      replaceWith(`/trace/1?span=${i}`);
      expect(currentPlace().params.get('span')).toBe(String(i));
    }
    expect(written).not.toHaveBeenCalled();
    expect(currentAddress()).toContain('span=99');
    vi.runAllTimers();
    expect(written).toHaveBeenCalledOnce();
    expect(address()).toBe('/trace/1?span=99');
  });

  test('what was replaced is written before leaving, so that Back finds it', () => {
    goTo('/trace/1');
    replaceWith('/trace/1?span=5');
    goTo('/search');
    expect(address()).toBe('/search');
    const entries = window.history.length;
    expect(entries).toBeGreaterThan(1);
    vi.runAllTimers();
    expect(address()).toBe('/search');
  });

  test('addresses carry the base path, places do not', () => {
    document.querySelector('base')?.setAttribute('href', '/tools/clew/');
    expect(hrefOf('/trace/1')).toBe('/tools/clew/trace/1');
    goTo('/search?limit=5');
    expect(address()).toBe('/tools/clew/search?limit=5');
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(currentPlace().path).toBe('/search');
  });
});
