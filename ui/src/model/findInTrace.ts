// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Attribute } from '../api/attribute';
import type { Resource, Scope } from '../api/otlpTrace';
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
  const tests = parseFind(text).map(testOf);
  if (tests.length === 0) {
    return new Int32Array(0);
  }
  const found: number[] = [];
  for (const span of trace.spans) {
    if (tests.every((test) => test(span))) {
      found.push(span.index);
    }
  }
  return Int32Array.from(found);
}

function testOf(term: Term): (span: Span) => boolean {
  const holds = term.kind === 'text' ? textTest(term.text) : attributeTest(term.key, term.value);
  return (span) => holds(span) !== term.negated;
}

/** Remembers the answer for things that thousands of spans share. */
function remembering<T extends object>(test: (thing: T) => boolean): (thing: T) => boolean {
  const known = new Map<T, boolean>();
  return (thing) => {
    let answer = known.get(thing);
    if (answer === undefined) {
      answer = test(thing);
      known.set(thing, answer);
    }
    return answer;
  };
}

function textTest(text: string): (span: Span) => boolean {
  // A pattern ignores letter case without making a lower-case copy of everything it looks at.
  const pattern = new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  const isIn = (haystack: string): boolean => pattern.test(haystack);
  const isInAny = (attributes: readonly Attribute[]): boolean =>
    attributes.some(({ key, value }) => isIn(key) || isIn(valueText(value)));
  const isInResource = remembering((r: Resource) => isInAny(r.attributes));
  const isInScope = remembering((s: Scope) => isIn(s.name) || isInAny(s.attributes));
  return ({ source, service }) =>
    isIn(source.name) ||
    isIn(service) ||
    isInResource(source.resource) ||
    isInScope(source.scope) ||
    isIn(source.spanId) ||
    isIn(source.statusMessage) ||
    isInAny(source.attributes) ||
    isInAny(source.concepts) ||
    source.events.some((event) => isIn(event.name) || isInAny(event.attributes));
}

function attributeTest(key: string, value: string): (span: Span) => boolean {
  switch (key) {
    case 'service':
      return (span) => span.service.toLowerCase() === value;
    case 'name':
      return (span) => span.source.name.toLowerCase() === value;
    case 'kind':
      return (span) => span.source.kind === value;
    case 'status':
      return (span) => span.source.statusCode === value;
  }
  const inResource = remembering((r: Resource) => anyEquals(r.attributes, key, value));
  const inScope = remembering((s: Scope) => anyEquals(s.attributes, key, value));
  return ({ source }) =>
    inResource(source.resource) ||
    inScope(source.scope) ||
    anyEquals(source.attributes, key, value) ||
    anyEquals(source.concepts, key, value) ||
    source.events.some((event) => anyEquals(event.attributes, key, value));
}

function anyEquals(attributes: readonly Attribute[], key: string, value: string): boolean {
  return attributes.some(
    (attribute) =>
      attribute.key.toLowerCase() === key && valueText(attribute.value).toLowerCase() === value,
  );
}
