// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { CriticalPath } from '../api/criticalPath';
import { nanos, type Nanos } from '../base/time';
import type { Trace } from './trace';

/** A stretch of the critical path; `start` is an offset from the start of the trace. */
export interface CriticalSection {
  readonly start: Nanos;
  readonly duration: Nanos;
}

/** By the index of their span; spans that nobody waited for have none. */
export type CriticalSections = ReadonlyMap<number, readonly CriticalSection[]>;

/** Puts the sections of a path to the spans that they belong to. */
export function criticalSections(trace: Trace, path: CriticalPath): CriticalSections {
  const indices = new Map(trace.spans.map(({ source, index }) => [source.spanId, index]));
  const origin = Number(path.start - trace.start);
  const sections = new Map<number, CriticalSection[]>();
  for (const { spanId, from, to } of path.sections) {
    const index = indices.get(spanId);
    if (index !== undefined) {
      const section = { start: nanos(origin + from), duration: nanos(to - from) };
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

/** How long the request waited for a span itself. */
export function criticalTime(sections: readonly CriticalSection[]): Nanos {
  return nanos(sections.reduce((sum, { duration }) => sum + duration, 0));
}
