// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTrace } from './buildTrace';
import { otlpSpan, outline, START, traceOf } from './spans.fixture';
import type { SpanIssue, Trace } from './trace';

function issuesOf(trace: Trace, id: number): readonly SpanIssue['kind'][] {
  return trace.spans
    .filter((span) => Number(`0x${span.source.spanId}`) === id)
    .flatMap((span) => span.issues.map(({ kind }) => kind));
}

describe('buildTrace', () => {
  test('no spans make no trace', () => {
    expect(buildTrace([])).toBeNull();
  });

  test('children follow their parent by start time, in whatever order spans came', () => {
    const trace = traceOf(
      { id: 4, parent: 2, from: 30 },
      { id: 3, parent: 1, from: 50 },
      { id: 2, parent: 1, from: 10 },
      { id: 1, from: 0 },
      { id: 5, parent: 2, from: 20 },
    );
    expect(outline(trace)).toBe('1 .2 ..5 ..4 .3');
    expect(trace.spans.map((s) => s.subtreeEnd)).toEqual([5, 4, 3, 4, 5]);
    expect(trace.spans.map((s) => s.childCount)).toEqual([2, 2, 0, 0, 0]);
  });

  test('the whole is measured from the first start to the last end', () => {
    const trace = traceOf(
      { id: 1, from: 40, length: 100, service: 'a' },
      { id: 2, parent: 1, from: 10, length: 20, service: 'b' },
      { id: 3, parent: 1, from: 60, length: 500, service: 'b', statusCode: 'error' },
    );
    expect(trace.start).toBe(START + 10n);
    expect(trace.duration).toBe(550);
    expect(trace.depth).toBe(2);
    expect(trace.errorCount).toBe(1);
    expect(trace.services).toEqual([
      { name: 'b', spanCount: 2 },
      { name: 'a', spanCount: 1 },
    ]);
  });

  test('an orphan is a root that says so, and a true root names the trace', () => {
    const trace = traceOf({ id: 2, parent: 99, from: 0 }, { id: 1, from: 5 });
    expect(outline(trace)).toBe('2 1');
    expect(issuesOf(trace, 2)).toEqual(['missing-parent']);
    expect(trace.root.source.name).toBe('span 1');
    expect(trace.rootCount).toBe(2);
  });

  test('a ring is cut at its earliest span', () => {
    const trace = traceOf(
      { id: 1, from: 0 },
      { id: 2, parent: 4, from: 30 },
      { id: 3, parent: 2, from: 10 },
      { id: 4, parent: 3, from: 20 },
    );
    expect(outline(trace)).toBe('1 3 .4 ..2');
    expect(issuesOf(trace, 3)).toEqual(['cycle']);
  });

  test('a span that is its own parent is a root', () => {
    expect(outline(traceOf({ id: 1, parent: 1 }))).toBe('1');
  });

  test('spans that share an id are all kept; children go to the one of their service', () => {
    const trace = traceOf(
      { id: 1, service: 'client', from: 0 },
      { id: 1, service: 'server', from: 5 },
      { id: 2, parent: 1, service: 'server', from: 10 },
    );
    expect(outline(trace)).toBe('1 1 .2');
    expect(issuesOf(trace, 1)).toEqual(['duplicate-id']);
  });

  test('clocks that disagree and ends before starts are told, not hidden', () => {
    const trace = traceOf(
      { id: 1, from: 100 },
      { id: 2, parent: 1, from: 60 },
      { id: 3, parent: 1, from: 120, length: -5 },
    );
    expect(trace.spans[1]?.issues).toEqual([{ kind: 'starts-before-parent', by: 40 }]);
    expect(trace.spans[2]?.duration).toBe(0);
    expect(Object.fromEntries(trace.issueCounts)).toEqual({
      'starts-before-parent': 1,
      'ends-before-start': 1,
    });
  });

  test('an error is known to all that can hide it', () => {
    const trace = traceOf(
      { id: 1 },
      { id: 2, parent: 1, from: 1 },
      { id: 3, parent: 2, from: 2, statusCode: 'error' },
      { id: 4, parent: 1, from: 3 },
    );
    expect(trace.spans.map((s) => s.hidesError)).toEqual([true, true, false, false]);
  });

  test('a chain of a hundred thousand spans does not overflow the stack', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) =>
      otlpSpan({ id: i + 1, parent: i === 0 ? null : i, from: i }),
    );
    expect(buildTrace(chain)?.depth).toBe(100_000);
  });

  test('whatever the parents, every span has one place and subtrees nest', () => {
    const id = fc.integer({ min: 1, max: 12 });
    const fixture = fc.record({
      id,
      parent: fc.option(id, { nil: null }),
      from: fc.integer({ min: 0, max: 50 }),
      length: fc.integer({ min: -5, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(fixture, { minLength: 1, maxLength: 30 }), (fixtures) => {
        const sources = fixtures.map(otlpSpan);
        const trace = buildTrace(sources);
        expect(new Set(trace?.spans.map((s) => s.source))).toEqual(new Set(sources));
        trace?.spans.forEach((span, i) => {
          expect(span.index).toBe(i);
          const parent = trace.spans[span.parent];
          expect(span.depth).toBe(parent === undefined ? 0 : parent.depth + 1);
          expect(span.subtreeEnd).toBeGreaterThan(i);
          expect(span.subtreeEnd).toBeLessThanOrEqual(parent?.subtreeEnd ?? trace.spans.length);
        });
      }),
    );
  });
});
