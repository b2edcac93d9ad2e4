// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** Narrow no-break space between a number and its unit. */
export const GAP = '\u202f';

const grouped = new Intl.NumberFormat('en-US');

/** `12,345`: the same digits whatever the locale, as in the rest of an English page. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** `1 span`, `2 spans`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Three significant digits or so, as the server writes them: `1,234`, `43.6`, `0.79`. */
export function formatNumber(value: number): string {
  const magnitude = Math.abs(value);
  const digits = magnitude >= 100 || Number.isInteger(value) ? 0 : magnitude >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A part of a whole: `12 %`, `0.41 %`. */
export function formatPercent(share: number): string {
  return `${formatNumber(100 * share)}${GAP}%`;
}

/** `850 B`, `3.2 kB`, `1.4 MB`, `17.2 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  if (bytes < 1e6) {
    return `${(bytes / 1e3).toFixed(1)} kB`;
  }
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
