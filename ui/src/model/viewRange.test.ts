// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nanos } from '../base/time';
import {
  formatViewRange,
  panned,
  parseViewRange,
  viewBetween,
  wholeTrace,
  zoomed,
} from './viewRange';

const TRACE = nanos(10_000);

test('zoom keeps the point it is around where it was', () => {
  const view = zoomed(wholeTrace(TRACE), 0.5, 2500, TRACE);
  expect(view).toEqual({ from: 1250, to: 6250 });
});

test('no way of zooming or panning leaves the trace', () => {
  const step = fc.oneof(
    fc.record({ zoom: fc.double({ min: 0.01, max: 100, noNaN: true }), at: fc.nat(10_000) }),
    fc.record({ pan: fc.double({ min: -3, max: 3, noNaN: true }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let view = wholeTrace(TRACE);
      for (const s of steps) {
        view = 'zoom' in s ? zoomed(view, s.zoom, s.at, TRACE) : panned(view, s.pan, TRACE);
        expect(view.from).toBeGreaterThanOrEqual(0);
        expect(view.to).toBeLessThanOrEqual(10_000);
        expect(view.to - view.from).toBeGreaterThanOrEqual(9.99);
      }
    }),
  );
});

test('the address keeps a range; nonsense in it means the whole trace', () => {
  const view = viewBetween(5000, 2000, TRACE);
  expect(formatViewRange(view)).toBe('2000-5000');
  expect(parseViewRange('2000-5000', TRACE)).toEqual(view);
  expect(parseViewRange('later', TRACE)).toEqual(wholeTrace(TRACE));
  expect(parseViewRange(null, TRACE)).toEqual(wholeTrace(TRACE));
  expect(parseViewRange('99999-999999', TRACE).to).toBe(10_000);
});

test('a trace without length can be looked at', () => {
  const view = wholeTrace(nanos(0));
  expect(view).toEqual({ from: 0, to: 1 });
  expect(zoomed(view, 0.5, 0.5, nanos(0)).to).toBeGreaterThan(0);
});
