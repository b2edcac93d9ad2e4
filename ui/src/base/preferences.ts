// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the reader wants to find again in this browser. The one place that touches storage: a browser
 * that refuses it (private windows, full disk) costs the memory, never the page.
 */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** Share of the timeline's width that the span names take. */
  readonly nameColumnShare: number;
  readonly detailWidthPixels: number;
  readonly isCriticalPathShown: boolean;
}

const DEFAULTS: Preferences = {
  theme: 'system',
  nameColumnShare: 0.36,
  detailWidthPixels: 480,
  isCriticalPathShown: true,
};

const IS_VALID: { readonly [K in keyof Preferences]: (value: unknown) => boolean } = {
  theme: (value) => value === 'system' || value === 'light' || value === 'dark',
  nameColumnShare: (value) => typeof value === 'number' && value > 0.1 && value < 0.9,
  detailWidthPixels: (value) => typeof value === 'number' && value >= 280 && value <= 1200,
  isCriticalPathShown: (value) => typeof value === 'boolean',
};

const STORAGE_KEY = 'clew.preferences';

const listeners = new Set<() => void>();
let current = load();

function load(): Preferences {
  let stored: unknown;
  try {
    stored = JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? '{}');
  } catch {
    return DEFAULTS;
  }
  if (typeof stored !== 'object' || stored === null) {
    return DEFAULTS;
  }
  const valid = Object.entries(stored).filter(
    ([key, value]) => key in IS_VALID && IS_VALID[key as keyof Preferences](value),
  );
  return { ...DEFAULTS, ...Object.fromEntries(valid) };
}

export function preferences(): Preferences {
  return current;
}

export function subscribeToPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  current = { ...current, [key]: value };
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // Kept for this page only.
  }
  listeners.forEach((listener) => {
    listener();
  });
}
