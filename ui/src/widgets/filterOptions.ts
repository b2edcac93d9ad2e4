// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** More than this nobody reads; typing one more letter is quicker. */
export const OPTIONS_SHOWN_MAX = 200;

/** Options that contain the text, those that start with it first, each group in its given order. */
export function filterOptions(options: readonly string[], text: string): readonly string[] {
  const needle = text.trim().toLowerCase();
  if (needle === '') {
    return options;
  }
  const starting: string[] = [];
  const containing: string[] = [];
  for (const option of options) {
    const at = option.toLowerCase().indexOf(needle);
    if (at >= 0) {
      (at === 0 ? starting : containing).push(option);
    }
  }
  return [...starting, ...containing];
}
