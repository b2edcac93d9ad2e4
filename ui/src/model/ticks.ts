// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { DAY, HOUR, MINUTE, nanos, SECOND, type Nanos } from '../base/time';

/** Steps a reader can count in: clock units above a second, decimals below. */
const CLOCK_STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY),
];

/** The smallest round step that cuts `span` into at most `countMax` parts. */
export function tickStep(span: number, countMax: number): Nanos {
  const least = span / Math.max(1, countMax);
  if (least <= SECOND) {
    const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
    const digit = [1, 2, 5, 10].find((d) => d * power >= least) ?? 10;
    return nanos(digit * power);
  }
  const last = CLOCK_STEPS.at(-1) ?? DAY;
  return nanos(CLOCK_STEPS.find((step) => step >= least) ?? Math.ceil(least / last) * last);
}

/** Multiples of a round step inside `[from, to]`. */
export function ticksBetween(from: number, to: number, countMax: number): readonly Nanos[] {
  if (to <= from) {
    return [];
  }
  const step = tickStep(to - from, countMax);
  const ticks: Nanos[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
    ticks.push(nanos(tick));
  }
  return ticks;
}
