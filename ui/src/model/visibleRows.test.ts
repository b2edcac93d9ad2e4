// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceOf, type SpanFixture } from './spans.fixture';
import { collapsedFrom, revealed, rowOf, visibleDepth, visibleRows } from './visibleRows';

const trace = traceOf(
  { id: 1 },
  { id: 2, parent: 1, from: 1 },
  { id: 3, parent: 2, from: 2 },
  { id: 4, parent: 2, from: 3 },
  { id: 5, parent: 1, from: 4 },
);

describe('visibleRows', () => {
  test('leaves out what is below a folded span', () => {
    expect([...visibleRows(trace.spans, new Set())]).toEqual([0, 1, 2, 3, 4]);
    expect([...visibleRows(trace.spans, new Set([1]))]).toEqual([0, 1, 4]);
    expect([...visibleRows(trace.spans, new Set([0, 1]))]).toEqual([0]);
  });

  test('agrees with asking every span whether an ancestor is folded', () => {
    // Parents have smaller ids, so that every tree of up to 20 spans can come up.
    const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 20 }).map((seeds) =>
      seeds.map((seed, i): SpanFixture => ({
        id: i + 1,
        parent: i === 0 ? null : (seed % i) + 1,
        from: i,
      })),
    );
    fc.assert(
      fc.property(trees, fc.array(fc.nat(19)), (fixtures, folds) => {
        const { spans } = traceOf(...fixtures);
        const collapsed = new Set(folds);
        const isHidden = (parent: number): boolean =>
          parent >= 0 && (collapsed.has(parent) || isHidden(spans[parent]?.parent ?? -1));
        const expected = spans.filter((span) => !isHidden(span.parent)).map((span) => span.index);
        expect([...visibleRows(spans, collapsed)]).toEqual(expected);
      }),
    );
  });
});

test('rowOf finds the row of a span, or of the one that hides it', () => {
  const rows = visibleRows(trace.spans, new Set([1]));
  expect([0, 1, 2, 3, 4].map((span) => rowOf(rows, span))).toEqual([0, 1, 1, 1, 2]);
});

test('revealed unfolds the ancestors and nothing else', () => {
  expect(revealed(trace, new Set([0, 1, 4]), 3)).toEqual(new Set([4]));
  const untouched = new Set([1]);
  expect(revealed(trace, untouched, 1)).toBe(untouched);
});

test('levels fold and unfold one at a time', () => {
  expect(visibleDepth(trace, collapsedFrom(trace, 0))).toBe(1);
  expect(visibleDepth(trace, collapsedFrom(trace, 1))).toBe(2);
  expect(collapsedFrom(trace, 2)).toEqual(new Set());
});
