// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The outline of bars that stand side by side, for a path in a box of `values.length` by 1.
 *
 * @param values not negative
 * @param max the value as high as the box, more than 0
 */
export function barsPath(values: readonly number[], max: number): string {
  return values
    .map((value, i) => ({ i, height: Math.min(1, value / max) }))
    .filter(({ height }) => height > 0)
    .map(({ i, height }) => `M${i} 1v${-round(height)}h1v${round(height)}z`)
    .join('');
}

function round(height: number): number {
  return Number(height.toFixed(4));
}
