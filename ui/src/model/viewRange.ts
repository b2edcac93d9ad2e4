// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { clamp } from '../base/number';
import { nanos, type Nanos } from '../base/time';

/** The part of a trace that the timeline shows, as offsets from its start. */
export interface ViewRange {
  readonly from: Nanos;
  readonly to: Nanos;
}

/** Closer than this there is nothing to see: clocks do not tick finer. */
const WIDTH_MIN = 10;

export function wholeTrace(duration: Nanos): ViewRange {
  return { from: nanos(0), to: nanos(Math.max(duration, 1)) };
}

export function isWhole(view: ViewRange, duration: Nanos): boolean {
  return view.from <= 0 && view.to >= duration;
}

/** Puts two offsets in order and inside the trace, at least a few nanoseconds apart. */
export function viewBetween(a: number, b: number, duration: Nanos): ViewRange {
  const total = Math.max(duration, 1);
  const width = clamp(Math.abs(a - b), Math.min(WIDTH_MIN, total), total);
  const from = clamp(Math.min(a, b), 0, total - width);
  return { from: nanos(from), to: nanos(from + width) };
}

/** Room on both sides of a span that is zoomed to. */
const MARGIN_SHARE = 0.15;

/** The view that shows a stretch of time with a little around it. */
export function viewAround(start: Nanos, length: Nanos, duration: Nanos): ViewRange {
  const margin = Math.max(length * MARGIN_SHARE, WIDTH_MIN / 2);
  return viewBetween(start - margin, start + length + margin, duration);
}

/** Scales the view by `factor` (below 1 is closer) around a point that stays where it is. */
export function zoomed(
  view: ViewRange,
  factor: number,
  around: number,
  duration: Nanos,
): ViewRange {
  const width = clamp((view.to - view.from) * factor, WIDTH_MIN, Math.max(duration, 1));
  const share = (around - view.from) / (view.to - view.from);
  const from = around - share * width;
  return shiftInside(from, width, duration);
}

/** Moves the view by a share of its width; it stops at the ends of the trace. */
export function panned(view: ViewRange, share: number, duration: Nanos): ViewRange {
  const width = view.to - view.from;
  return shiftInside(view.from + share * width, width, duration);
}

function shiftInside(from: number, width: number, duration: Nanos): ViewRange {
  const total = Math.max(duration, 1);
  const start = clamp(from, 0, Math.max(0, total - width));
  return { from: nanos(start), to: nanos(Math.min(total, start + width)) };
}

/** `1200-3400`: for the address of the page. */
export function formatViewRange(view: ViewRange): string {
  return `${Math.floor(view.from)}-${Math.ceil(view.to)}`;
}

export function parseViewRange(text: string | null, duration: Nanos): ViewRange {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text ?? '') ?? [];
  return from === undefined || to === undefined
    ? wholeTrace(duration)
    : viewBetween(Number(from), Number(to), duration);
}
