// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** First position in an ascending array whose value is at least `value`; its length if there is none. */
export function lowerBound(ascending: Int32Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

export function containsSorted(ascending: Int32Array, value: number): boolean {
  return ascending[lowerBound(ascending, value)] === value;
}

/**
 * The next value after `value` (or before it, for a step of -1), going round at the end.
 *
 * @returns null when the array is empty
 */
export function neighbour(ascending: Int32Array, value: number, step: 1 | -1): number | null {
  if (ascending.length === 0) {
    return null;
  }
  const at = lowerBound(ascending, value);
  const isHere = ascending[at] === value;
  const next = step === 1 ? (isHere ? at + 1 : at) : at - 1;
  return ascending[(next + ascending.length) % ascending.length] ?? null;
}
