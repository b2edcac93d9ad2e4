// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

declare const epoch: unique symbol;
declare const length: unique symbol;

/** A point in time: nanoseconds since the Unix epoch, exact. */
export type EpochNanos = bigint & { readonly [epoch]: true };

/**
 * A length of time, or an offset from the start of a trace, in nanoseconds. A double holds it exactly
 * up to 104 days; beyond that the last digits are rounded, which no screen can show.
 */
export type Nanos = number & { readonly [length]: true };

export const NANOSECOND = 1 as Nanos;
export const MICROSECOND = 1e3 as Nanos;
export const MILLISECOND = 1e6 as Nanos;
export const SECOND = 1e9 as Nanos;
export const MINUTE = 60e9 as Nanos;
export const HOUR = 3600e9 as Nanos;
export const DAY = 86_400e9 as Nanos;

const NANOS_PER_MILLI = 1_000_000n;
const NANOS_PER_MICRO = 1_000n;

/** Takes a count of nanoseconds for what it is; the caller vouches for the unit. */
export function nanos(count: number): Nanos {
  return count as Nanos;
}

export function epochNanos(count: bigint): EpochNanos {
  return count as EpochNanos;
}

export function fromEpochMillis(millis: number): EpochNanos {
  return epochNanos(BigInt(Math.trunc(millis)) * NANOS_PER_MILLI);
}

/** The time of day as this computer has it. */
export function now(): EpochNanos {
  return fromEpochMillis(Date.now());
}

export function fromEpochMicros(micros: bigint): EpochNanos {
  return epochNanos(micros * NANOS_PER_MICRO);
}

export function toEpochMicros(time: EpochNanos): bigint {
  return time / NANOS_PER_MICRO;
}

/** Rounded down to the millisecond: for the clock of the browser, which knows nothing finer. */
export function toEpochMillis(time: EpochNanos): number {
  return Number(time / NANOS_PER_MILLI);
}

export function between(from: EpochNanos, to: EpochNanos): Nanos {
  return nanos(Number(to - from));
}

export function plus(time: EpochNanos, offset: Nanos): EpochNanos {
  return epochNanos(time + BigInt(Math.round(offset)));
}

/** RFC 3339 in UTC with nine digits, the form the query API takes. */
export function toRfc3339(time: EpochNanos): string {
  const seconds = new Date(toEpochMillis(time)).toISOString().slice(0, 19);
  const fraction = (((time % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n).toString();
  return `${seconds}.${fraction.padStart(9, '0')}Z`;
}
