// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { countOf, formatBytes } from '../base/number';

/** The beginning of a long text, and the words that offer the rest. */
export interface Fold {
  readonly start: string;
  readonly offer: string;
}

const LINES_MAX = 10;
const CHARACTERS_MAX = 400;

/** Cuts a text that is long in lines or in characters; null for one that may stand as it is. */
export function foldText(text: string): Fold | null {
  const lines = text.split('\n');
  // Folding away less than a few lines or words would only cost a click.
  if (lines.length > LINES_MAX * 1.3) {
    const start = lines
      .slice(0, LINES_MAX)
      .join('\n')
      .slice(0, 2 * CHARACTERS_MAX);
    return { start: `${start}\n…`, offer: `Show all ${countOf(lines.length, 'line')}` };
  }
  if (text.length > CHARACTERS_MAX * 1.3) {
    const offer = `Show all ${formatBytes(new Blob([text]).size)}`;
    return { start: `${text.slice(0, CHARACTERS_MAX)}…`, offer };
  }
  return null;
}
