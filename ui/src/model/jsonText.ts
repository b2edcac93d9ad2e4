// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** True for text that is a JSON object or list, not just a number or a word. */
export function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) {
    return false;
  }
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Lays out a JSON document with two spaces per level. Tokens are moved, never rewritten: a number too
 * long for a double, or an escape, is shown as it was sent.
 */
export function indentJson(text: string): string {
  const tokens = text.match(TOKEN) ?? [];
  const out: string[] = [];
  let depth = 0;
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token === '{' || token === '[') {
      const closes = next === '}' || next === ']';
      depth += closes ? 0 : 1;
      out.push(token, closes ? '' : lineBreak(depth));
    } else if (token === '}' || token === ']') {
      const opened = tokens[i - 1] === '{' || tokens[i - 1] === '[';
      depth -= opened ? 0 : 1;
      out.push(opened ? '' : lineBreak(depth), token);
    } else if (token === ',') {
      out.push(token, lineBreak(depth));
    } else {
      out.push(token === ':' ? ': ' : token);
    }
  });
  return out.join('');
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}
