// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { TraceSummary } from '../api/traceSummary';
import { epochNanos } from '../base/time';
import { scatterLayout } from './scatterLayout';
import { START, TRACE_ID } from './spans.fixture';

function summary(
  fromSeconds: number,
  millis: number,
  change: Partial<TraceSummary> = {},
): TraceSummary {
  const start = START + BigInt(Math.round(fromSeconds * 1e9));
  return {
    traceId: TRACE_ID,
    rootService: 'a',
    rootOperation: 'b',
    start: epochNanos(start),
    end: epochNanos(start + BigInt(Math.round(millis * 1e6))),
    spanCount: 10,
    errorCount: 0,
    orphanCount: 0,
    services: [],
    ...change,
  };
}

describe('scatterLayout', () => {
  test('every bubble lies wholly inside', () => {
    const summaries = [summary(0, 1), summary(30, 50_000, { spanCount: 9000 }), summary(60, 20)];
    for (const { x, y, radius } of scatterLayout(summaries, 800, 150).points) {
      expect(x - radius).toBeGreaterThanOrEqual(0);
      expect(x + radius).toBeLessThanOrEqual(800);
      expect(y - radius).toBeGreaterThanOrEqual(0);
      expect(y + radius).toBeLessThanOrEqual(150);
    }
  });

  test('later is further right, longer is higher', () => {
    const { points } = scatterLayout([summary(0, 10), summary(5, 1000)], 800, 150);
    const [first, second] = points.toSorted((a, b) => a.x - b.x);
    expect(first!.x).toBeLessThan(second!.x);
    expect(first!.y).toBeGreaterThan(second!.y);
  });

  test('errors are drawn last', () => {
    const { points } = scatterLayout([summary(0, 1, { errorCount: 1 }), summary(1, 1)], 800, 150);
    expect(points.at(-1)?.summary.errorCount).toBe(1);
  });

  test('a position on the axis is the time of the bubble there', () => {
    const layout = scatterLayout([summary(0, 1), summary(60, 1)], 800, 150);
    for (const point of layout.points) {
      const error = layout.timeAt(point.x) - point.summary.start;
      expect(Math.abs(Number(error))).toBeLessThan(1e6);
    }
  });

  test.each([
    ['one trace', [summary(0, 5)]],
    ['no length at all', [summary(0, 0), summary(0, 0)]],
    ['years apart', [summary(0, 1), summary(1e8, 1e10)]],
  ])('%s: finite, with ticks', (_, summaries) => {
    const layout = scatterLayout(summaries, 800, 150);
    expect(layout.points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(layout.timeTicks.length).toBeGreaterThan(0);
    expect(layout.timeTicks.length).toBeLessThan(10);
  });
});
