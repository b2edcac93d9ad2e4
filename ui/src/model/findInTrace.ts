// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Attribute } from '../api/attribute';
import type { Span, Trace } from './trace';
import { valueText } from './valueText';

/** One word of a find: every one must hold of a span. */
type Term =
  | { readonly kind: 'text'; readonly text: string; readonly negated: boolean }
  | {
      readonly kind: 'attribute';
      readonly key: string;
      readonly value: string;
      readonly negated: boolean;
    };

const TERM = /(-?)(?:([^\s="]+)=(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+))/g;

/**
 * Reads a find: words and "quoted text" anywhere in a span, `key=value` for an attribute or one of
 * `service`, `name`, `kind`, `status`, and a minus before what must not be there. Letter case is ignored.
 */
function parseFind(text: string): readonly Term[] {
  return [...text.trim().toLowerCase().matchAll(TERM)].flatMap((match): Term[] => {
    const [, minus, key, quotedValue, bareValue, quoted, word] = match;
    const negated = minus === '-';
    if (key !== undefined) {
      return [{ kind: 'attribute', key, value: quotedValue ?? bareValue ?? '', negated }];
    }
    const needle = quoted ?? word ?? '';
    return needle === '' ? [] : [{ kind: 'text', text: needle, negated }];
  });
}

/** Indices of the spans that match, in outline order; empty when there is nothing to look for. */
export function findInTrace(trace: Trace, text: string): Int32Array {
  const terms = parseFind(text);
  if (terms.length === 0) {
    return new Int32Array(0);
  }
  const found: number[] = [];
  for (const span of trace.spans) {
    if (terms.every((term) => holds(term, span) !== term.negated)) {
      found.push(span.index);
    }
  }
  return Int32Array.from(found);
}

function holds(term: Term, span: Span): boolean {
  return term.kind === 'text'
    ? containsText(span, term.text)
    : hasAttribute(span, term.key, term.value);
}

function containsText(span: Span, text: string): boolean {
  const { source } = span;
  return (
    includes(source.name, text) ||
    includes(span.service, text) ||
    source.spanId.includes(text) ||
    includes(source.statusMessage, text) ||
    anyContains(source.attributes, text) ||
    source.events.some((e) => includes(e.name, text) || anyContains(e.attributes, text)) ||
    anyContains(source.resource.attributes, text) ||
    includes(source.scope.name, text)
  );
}

function anyContains(attributes: readonly Attribute[], text: string): boolean {
  return attributes.some(
    ({ key, value }) => includes(key, text) || includes(valueText(value), text),
  );
}

function includes(haystack: string, lowerCaseNeedle: string): boolean {
  return haystack.toLowerCase().includes(lowerCaseNeedle);
}

function hasAttribute(span: Span, key: string, value: string): boolean {
  const { source } = span;
  switch (key) {
    case 'service':
      return span.service.toLowerCase() === value;
    case 'name':
      return source.name.toLowerCase() === value;
    case 'kind':
      return source.kind === value;
    case 'status':
      return source.statusCode === value;
  }
  return (
    anyEquals(source.attributes, key, value) ||
    source.events.some((event) => anyEquals(event.attributes, key, value)) ||
    anyEquals(source.resource.attributes, key, value) ||
    anyEquals(source.scope.attributes, key, value)
  );
}

function anyEquals(attributes: readonly Attribute[], key: string, value: string): boolean {
  return attributes.some(
    (attribute) =>
      attribute.key.toLowerCase() === key && valueText(attribute.value).toLowerCase() === value,
  );
}
