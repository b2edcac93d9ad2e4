// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** A body that has not the promised shape; the message names the place: `spans[3].spanId: …`. */
export class DecodeError extends Error {
  constructor(path: string, expected: string) {
    super(path === '' ? `expected ${expected}` : `${path}: expected ${expected}`);
    this.name = 'DecodeError';
  }
}

/** A JSON object whose fields are not yet known to be anything. */
export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DecodeError(path, 'an object');
  }
  return value as Json;
}

/** Protocol buffers as JSON leave out what is empty, so absence is an empty list. */
export function asList(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new DecodeError(path, 'a list');
  }
  return value;
}

export function asString(value: unknown, path: string): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    throw new DecodeError(path, 'a string');
  }
  return value;
}

export function asCount(value: unknown, path: string): number {
  if (value === undefined || value === null) {
    return 0;
  }
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    throw new DecodeError(path, 'a count');
  }
  return count;
}

/** 64-bit integers come as strings of decimal digits; small ones may come as numbers. */
export function asBigInt(value: unknown, path: string): bigint {
  if (value === undefined || value === null) {
    return 0n;
  }
  if (typeof value === 'string' && /^-?\d+$/.test(value)) {
    return BigInt(value);
  }
  if (typeof value === 'number' && Number.isInteger(value)) {
    return BigInt(value);
  }
  throw new DecodeError(path, 'a 64-bit integer');
}

/** A number that has to be there. */
export function asNumber(value: unknown, path: string): number {
  if (typeof value !== 'number') {
    throw new DecodeError(path, 'a number');
  }
  return value;
}

/** A figure that may not be known. */
export function asNumberOrNull(value: unknown, path: string): number | null {
  return value === undefined || value === null ? null : asNumber(value, path);
}

/** A list, each element of which is read by `decode` with its place. */
export function listOf<T>(
  value: unknown,
  path: string,
  decode: (element: unknown, path: string) => T,
): readonly T[] {
  return asList(value, path).map((element, i) => decode(element, `${path}[${i}]`));
}
