// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { CriticalPath } from '../api/criticalPath';
import type { SpanId } from '../base/ids';
import { MICROSECOND, nanos, type Nanos } from '../base/time';
import type { Span, Trace } from './trace';

/** A stretch of the critical path; `start` is an offset from the start of the trace. */
export interface CriticalSection {
  readonly start: Nanos;
  readonly duration: Nanos;
}

/** By the index of their span; spans that nobody waited for have none. */
export type CriticalSections = ReadonlyMap<number, readonly CriticalSection[]>;

/** The start of a path is rounded. */
const TOLERANCE = MICROSECOND;

/** Puts the sections of a path to the spans that they belong to. */
export function criticalSections(trace: Trace, path: CriticalPath): CriticalSections {
  const spans = new Map<SpanId, Span[]>();
  for (const span of trace.spans) {
    const known = spans.get(span.source.spanId);
    if (known === undefined) {
      spans.set(span.source.spanId, [span]);
    } else {
      known.push(span);
    }
  }
  const origin = Number(path.start - trace.start);
  const sections = new Map<number, CriticalSection[]>();
  for (const { spanId, from, to } of path.sections) {
    const section = { start: nanos(origin + from), duration: nanos(to - from) };
    const index = ownerOf(section, spans.get(spanId) ?? [])?.index;
    if (index !== undefined) {
      const known = sections.get(index);
      if (known === undefined) {
        sections.set(index, [section]);
      } else {
        known.push(section);
      }
    }
  }
  return sections;
}

/** Of spans that share an id, the first that was under way all the time; else the first. */
function ownerOf({ start, duration }: CriticalSection, spans: readonly Span[]): Span | undefined {
  return (
    spans.find(
      (span) =>
        span.start <= start + TOLERANCE &&
        start + duration <= span.start + span.duration + TOLERANCE,
    ) ?? spans[0]
  );
}

/** How long the request waited for a span itself. */
export function criticalTime(sections: readonly CriticalSection[]): Nanos {
  return nanos(sections.reduce((sum, { duration }) => sum + duration, 0));
}
