// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { fail, ok, type Result } from './result';
import {
  HOUR,
  MICROSECOND,
  MILLISECOND,
  MINUTE,
  nanos,
  NANOSECOND,
  SECOND,
  type Nanos,
} from './time';

const UNITS: Readonly<Record<string, Nanos>> = {
  ns: NANOSECOND,
  us: MICROSECOND,
  µs: MICROSECOND,
  μs: MICROSECOND,
  ms: MILLISECOND,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
};

const PART = /^(\d+(?:\.\d*)?|\.\d+)([a-zµμ]*)/i;

/** Reads a duration as Go writes it: `250ms`, `1.5s`, `1m30s`. Units: ns, us, µs, ms, s, m, h. */
export function parseGoDuration(text: string): Result<Nanos> {
  let rest = text.trim();
  if (rest === '') {
    return fail('Enter a duration such as 250ms or 1.5s.');
  }
  if (rest.startsWith('-')) {
    return fail('A duration cannot be negative.');
  }
  let total = 0;
  while (rest !== '') {
    const match = PART.exec(rest);
    const [whole, digits, unit] = match ?? [];
    if (whole === undefined || digits === undefined) {
      return fail(`Cannot read “${rest}”: write a number and a unit, such as 250ms.`);
    }
    if (unit === undefined || unit === '') {
      return fail(`${digits} needs a unit: ns, us, ms, s, m or h.`);
    }
    const size = UNITS[unit];
    if (size === undefined) {
      return fail(`Unknown unit “${unit}”: use ns, us, ms, s, m or h.`);
    }
    total += Number(digits) * size;
    rest = rest.slice(whole.length);
  }
  return ok(nanos(total));
}
