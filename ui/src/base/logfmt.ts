// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { fail, ok, type Result } from './result';

/** Key and value of one condition, in the order in which they were written. */
export type Pair = readonly [key: string, value: string];

const KEY = /^[^\s="]+/;
const BARE_VALUE = /^[^\s"]*/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"/;

/**
 * Reads `http.route=/v1/chat error=true message="took too long"`. Every key needs a value and may be
 * given once, because the query API takes a map.
 */
export function parseLogfmt(text: string): Result<readonly Pair[]> {
  const pairs = new Map<string, string>();
  let rest = text.trimStart();
  while (rest !== '') {
    const key = KEY.exec(rest)?.[0];
    if (key === undefined) {
      return fail(`A key is missing before “${excerpt(rest)}”.`);
    }
    rest = rest.slice(key.length);
    if (!rest.startsWith('=')) {
      return fail(`“${key}” has no value: write ${key}=true, or quote a value with spaces.`);
    }
    const value = readValue(rest.slice(1), key);
    if (!value.ok) {
      return value;
    }
    if (pairs.has(key)) {
      return fail(`“${key}” is given twice.`);
    }
    pairs.set(key, value.value.text);
    rest = value.value.rest.trimStart();
  }
  return ok([...pairs]);
}

function readValue(
  rest: string,
  key: string,
): Result<{ readonly text: string; readonly rest: string }> {
  if (!rest.startsWith('"')) {
    const text = BARE_VALUE.exec(rest)?.[0] ?? '';
    const after = rest.slice(text.length);
    if (text === '') {
      return fail(`“${key}” has an empty value: write ${key}="" if that is meant.`);
    }
    return after.startsWith('"')
      ? fail(`Quote the whole value of “${key}”: ${key}="…".`)
      : ok({ text, rest: after });
  }
  const match = QUOTED.exec(rest);
  if (match === null) {
    return fail(`The quote after ${key}= is not closed.`);
  }
  const after = rest.slice(match[0].length);
  if (after !== '' && !/^\s/.test(after)) {
    return fail(`Put a space after the closing quote of “${key}”.`);
  }
  return ok({ text: unescape(match[1] ?? ''), rest: after });
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 't' ? '\t' : character,
  );
}

function excerpt(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** The inverse of {@link parseLogfmt}: quotes only what needs quotes. */
export function formatLogfmt(pairs: readonly Pair[]): string {
  return pairs.map(([key, value]) => `${key}=${quoteIfNeeded(value)}`).join(' ');
}

export function quoteIfNeeded(value: string): string {
  if (value !== '' && !/[\s"\\]/.test(value)) {
    return value;
  }
  const escaped = value
    .replace(/[\\"]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
