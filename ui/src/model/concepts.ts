// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Attribute, AttributeValue } from '../api/attribute';
import type { OtlpSpan } from '../api/otlpTrace';
import type { Concept } from '../api/vocabulary';
import { formatDuration } from '../base/formatTime';
import { countOf, formatBytes, formatPercent } from '../base/number';
import { nanos, SECOND } from '../base/time';
import { valueText } from './valueText';

/** A concept of a span as it is shown: what Clew understood, apart from what was sent. */
export interface ShownConcept extends Attribute {
  /** The value with its unit, for people; null to show it like the rest. */
  readonly text: string | null;
  /** The attribute it was read from; empty if it is the attribute itself, or not known. */
  readonly from: string;
  /** What the concept is; empty if not known. */
  readonly about: string;
}

/** Says which keys the concepts of a span were read from: `concept=key,concept=key`. */
const SOURCE = 'ml.source';

/** The instrumentation scope of stages: child spans that Clew makes of what a model call says. */
const STAGE_SCOPE = 'clew.derived';

/** Whether nobody sent this span: it is a stage of the model call above it. */
export function isStage(span: OtlpSpan): boolean {
  return span.scope.name === STAGE_SCOPE;
}

/**
 * The concepts of a span in the order of the vocabulary; those it said itself under the concept's own
 * name among them.
 *
 * @param known the vocabulary; empty while it is not there, which costs units and order
 */
export function conceptsOf(span: OtlpSpan, known: readonly Concept[]): readonly ShownConcept[] {
  const places = new Map(known.map((concept, i) => [concept.name, i]));
  const place = ({ key }: Attribute): number => places.get(key) ?? known.length;
  const sources = sourcesOf(span.concepts);
  const derived = new Set(span.concepts.map(({ key }) => key));
  const own = span.attributes.filter(({ key }) => places.has(key) && !derived.has(key));
  return [...span.concepts, ...own]
    .filter(({ key }) => key !== SOURCE)
    .toSorted((a, b) => place(a) - place(b))
    .map(({ key, value }) => {
      const concept = known[places.get(key) ?? known.length];
      return {
        key,
        value,
        text: textWithUnit(value, concept?.unit ?? ''),
        from: sources.get(key) ?? '',
        about: concept?.about ?? '',
      };
    });
}

function sourcesOf(concepts: readonly Attribute[]): ReadonlyMap<string, string> {
  const value = concepts.find(({ key }) => key === SOURCE)?.value;
  return new Map(
    (typeof value === 'string' ? value.split(',') : []).flatMap((pair) => {
      const [concept, from] = pair.split('=', 2);
      return concept === undefined || from === undefined ? [] : [[concept, from] as const];
    }),
  );
}

/** A number with its unit in words; null for what is no number or has none. */
function textWithUnit(value: AttributeValue, unit: string): string | null {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    return null;
  }
  const number = Number(value);
  const [, noun] = /^\{(\w+)\}$/.exec(unit) ?? [];
  if (noun !== undefined) {
    return countOf(number, noun, noun === 'entity' ? 'entities' : `${noun}s`);
  }
  switch (unit) {
    case 's':
      return formatDuration(nanos(number * SECOND));
    case 'By':
      return formatBytes(number);
    case '1':
      return formatPercent(number);
    case 'USD':
      return `$${Number(number.toPrecision(4))}`;
    default:
      return unit === '' ? null : `${valueText(value)} ${unit}`;
  }
}
