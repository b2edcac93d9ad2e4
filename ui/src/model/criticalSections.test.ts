// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { epochNanos, nanos } from '../base/time';
import { criticalSections, criticalTime } from './criticalSections';
import { spanId, START, traceOf } from './spans.fixture';

const trace = traceOf(
  { id: 1, from: 100, length: 1000 },
  { id: 2, parent: 1, from: 300, length: 500 },
  { id: 3, from: 0, length: 10 },
);
const section = (id: number, from: number, to: number) => ({
  spanId: spanId(id),
  from: nanos(from),
  to: nanos(to),
});

describe('criticalSections', () => {
  test('are offsets from the start of the trace, by span', () => {
    const sections = criticalSections(trace, {
      start: epochNanos(START + 100n),
      sections: [section(1, 0, 200), section(2, 200, 700), section(1, 700, 1000)],
    });

    const index = (id: number): number =>
      trace.spans.findIndex(({ source }) => source.spanId === spanId(id));
    expect(sections.get(index(1))).toEqual([
      { start: 100, duration: 200 },
      { start: 800, duration: 300 },
    ]);
    expect(sections.get(index(2))).toEqual([{ start: 300, duration: 500 }]);
    expect(sections.has(index(3))).toBe(false);
    expect(criticalTime(sections.get(index(1)) ?? [])).toBe(500);
  });

  test('of an id that several spans share are those of the one that was under way', () => {
    const twice = traceOf(
      { id: 1, from: 0, length: 100_000 },
      { id: 2, parent: 1, from: 10_000, length: 10_000 },
      { id: 2, parent: 1, from: 50_000, length: 20_000 },
    );
    const sections = criticalSections(twice, {
      start: epochNanos(START),
      sections: [section(2, 50_000, 70_000), section(2, 10_000, 20_000)],
    });
    expect(sections.get(1)).toEqual([{ start: 10_000, duration: 10_000 }]);
    expect(sections.get(2)).toEqual([{ start: 50_000, duration: 20_000 }]);
  });

  test('of spans that are not there are left out', () => {
    const path = { start: epochNanos(START), sections: [section(77, 0, 5)] };
    expect(criticalSections(trace, path).size).toBe(0);
  });
});
