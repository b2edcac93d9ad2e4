// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { GAP } from './number';
import {
  between,
  DAY,
  HOUR,
  MICROSECOND,
  MILLISECOND,
  MINUTE,
  nanos,
  NANOSECOND,
  SECOND,
  toEpochMillis,
  type EpochNanos,
  type Nanos,
} from './time';

const DECIMAL_UNITS: readonly (readonly [Nanos, string])[] = [
  [SECOND, 's'],
  [MILLISECOND, 'ms'],
  [MICROSECOND, 'µs'],
  [NANOSECOND, 'ns'],
];

const CLOCK_UNITS: readonly (readonly [Nanos, string])[] = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'm'],
  [SECOND, 's'],
];

/** Three significant digits below a minute (`1.23 ms`), two clock units above (`2m 5s`). */
export function formatDuration(duration: Nanos): string {
  if (duration < 0) {
    return `−${formatDuration(nanos(-duration))}`;
  }
  if (Math.round(duration / MILLISECOND) >= MINUTE / MILLISECOND) {
    return formatClockDuration(duration);
  }
  for (const [size, unit] of DECIMAL_UNITS) {
    // A value that rounds up to the next unit is shown in that unit: 1 s, never 1000 ms.
    if (duration >= size * 0.9995) {
      return `${threeDigits(duration / size)}${GAP}${unit}`;
    }
  }
  return '0';
}

function threeDigits(value: number): string {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return trimZeros(value.toFixed(digits));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function formatClockDuration(duration: Nanos): string {
  const index = CLOCK_UNITS.findIndex(([size]) => duration >= size);
  const at = Math.max(0, Math.min(index, CLOCK_UNITS.length - 2));
  const [large, small] = [CLOCK_UNITS[at], CLOCK_UNITS[at + 1]];
  if (large === undefined || small === undefined) {
    return '';
  }
  const total = Math.round(duration / small[0]);
  const perLarge = Math.round(large[0] / small[0]);
  const rest = total % perLarge;
  const head = `${Math.floor(total / perLarge)}${large[1]}`;
  return rest === 0 ? head : `${head} ${rest}${small[1]}`;
}

const ZERO_FRACTION: Readonly<Record<string, number>> = { s: 0, ms: 3, µs: 6, ns: 9 };

const dateFormat = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
});

const dayFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

const clockFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Time of day where the reader is, with as many decimals as the unit has: `14:03:22.120`. */
export function formatClock(time: EpochNanos, unit: 's' | 'ms' | 'µs' | 'ns' = 'ms'): string {
  const clock = clockFormat.format(toEpochMillis(time));
  const digits = ZERO_FRACTION[unit] ?? 0;
  if (digits === 0) {
    return clock;
  }
  const fraction = (time % 1_000_000_000n).toString().padStart(9, '0');
  return `${clock}.${fraction.slice(0, digits)}`;
}

export function formatDate(time: EpochNanos): string {
  return dateFormat.format(toEpochMillis(time));
}

/** Month and day only: for axes, where the year is known. */
export function formatDay(time: EpochNanos): string {
  return dayFormat.format(toEpochMillis(time));
}

/** How long ago, in words that do not change while one reads them: `3 min ago`. */
export function formatAgo(time: EpochNanos, now: EpochNanos): string {
  const passed = between(time, now);
  if (passed < 0) {
    return passed > -5 * SECOND ? 'just now' : 'in the future';
  }
  if (passed < 5 * SECOND) {
    return 'just now';
  }
  if (passed < MINUTE) {
    return `${Math.floor(passed / SECOND)} s ago`;
  }
  if (passed < HOUR) {
    return `${Math.floor(passed / MINUTE)} min ago`;
  }
  return passed < DAY ? `${Math.floor(passed / HOUR)} h ago` : `${Math.floor(passed / DAY)} d ago`;
}
