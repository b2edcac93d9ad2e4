// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceSummary } from '../api/traceSummary';
import { clamp } from '../base/number';
import {
  between,
  nanos,
  plus,
  SECOND,
  toEpochMillis,
  type EpochNanos,
  type Nanos,
} from '../base/time';
import { tickStep, ticksBetween } from './ticks';

export interface ScatterPoint {
  readonly summary: TraceSummary;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface ScatterTick<T> {
  readonly at: number;
  readonly value: T;
}

/** A plot of traces over time and duration, in pixels of its drawing area. */
export interface ScatterLayout {
  readonly points: readonly ScatterPoint[];
  readonly timeTicks: readonly ScatterTick<EpochNanos>[];
  readonly durationTicks: readonly ScatterTick<Nanos>[];
  /** The time at a distance from the left edge. */
  readonly timeAt: (x: number) => EpochNanos;
  /** The step between time ticks, to label them no finer than they are. */
  readonly timeStep: Nanos;
}

const RADIUS_MIN = 3;
const RADIUS_MAX = 12;
/** From this ratio of longest to shortest on, a linear scale would press most points to the floor. */
const LOG_SCALE_RATIO = 8;

export function scatterLayout(
  summaries: readonly TraceSummary[],
  width: number,
  height: number,
): ScatterLayout {
  const time = timeScale(summaries, width);
  const duration = durationScale(summaries, height);
  const spansMax = Math.max(1, ...summaries.map((s) => s.spanCount));
  const points = summaries.map((summary) => ({
    summary,
    x: time.place(summary.start),
    y: duration.place(between(summary.start, summary.end)),
    radius: RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * Math.sqrt(summary.spanCount / spansMax),
  }));
  return {
    // Large bubbles first, so that they do not hide small ones; errors on top of all.
    points: points.toSorted(
      (a, b) =>
        Number(a.summary.errorCount > 0) - Number(b.summary.errorCount > 0) || b.radius - a.radius,
    ),
    timeTicks: time.ticks,
    durationTicks: duration.ticks,
    timeAt: time.at,
    timeStep: time.step,
  };
}

function timeScale(summaries: readonly TraceSummary[], width: number) {
  const starts = summaries.map((s) => s.start);
  const first = starts.reduce((a, b) => (b < a ? b : a), starts[0] ?? (0n as EpochNanos));
  const last = starts.reduce((a, b) => (b > a ? b : a), first);
  // Points at the very edge would be cut in half, and a single point needs some time around it.
  const spread = Math.max(between(first, last), SECOND / 1000);
  const margin = (spread * RADIUS_MAX * 1.5) / Math.max(width, 1);
  const origin = plus(first, nanos(-margin));
  const length = spread + 2 * margin;
  const countMax = Math.max(2, Math.floor(width / 110));
  const offset = localOffset(origin);
  return {
    place: (t: EpochNanos) => (between(origin, t) / length) * width,
    at: (x: number) => plus(origin, nanos((clamp(x, 0, width) / width) * length)),
    step: tickStep(length, countMax),
    ticks: alignedTicks(origin, length, countMax, offset).map((t) => ({
      value: t,
      at: (between(origin, t) / length) * width,
    })),
  };
}

/** Nanoseconds that local time is ahead of UTC: round hours and days are local ones. */
function localOffset(time: EpochNanos): bigint {
  return BigInt(-new Date(toEpochMillis(time)).getTimezoneOffset()) * 60_000_000_000n;
}

function alignedTicks(
  origin: EpochNanos,
  length: number,
  countMax: number,
  offset: bigint,
): readonly EpochNanos[] {
  const step = BigInt(Math.max(1, Math.round(tickStep(length, countMax))));
  const local = origin + offset;
  const first = ((local + step - 1n) / step) * step - offset;
  const ticks: EpochNanos[] = [];
  for (let t = first; between(origin, t as EpochNanos) <= length; t += step) {
    ticks.push(t as EpochNanos);
  }
  return ticks;
}

function durationScale(summaries: readonly TraceSummary[], height: number) {
  const durations = summaries.map((s) => Math.max(1, between(s.start, s.end)));
  const max = Math.max(1, ...durations);
  const min = Math.min(max, ...durations);
  const [low, high] = [RADIUS_MAX + 2, Math.max(RADIUS_MAX + 3, height - RADIUS_MAX - 2)];
  if (max / min < LOG_SCALE_RATIO) {
    const place = (d: number): number => high - (d / max) * (high - low);
    const ticks = ticksBetween(0, max, Math.max(2, Math.floor(height / 40)));
    return { place, ticks: ticks.map((value) => ({ value, at: place(value) })) };
  }
  const span = Math.log(max / min);
  const place = (d: number): number =>
    high - (Math.log(Math.max(d, 1) / min) / span) * (high - low);
  return {
    place,
    ticks: logTicks(min, max, height).map((value) => ({ value, at: place(value) })),
  };
}

/** 1, 2 and 5 of each decade where there is room for their labels, else only powers of ten. */
function logTicks(min: number, max: number, height: number): readonly Nanos[] {
  const countMax = Math.max(2, Math.floor(height / 28));
  const decades = Math.ceil(Math.log10(max / min)) + 1;
  const digits = [[1, 2, 5], [1, 3], [1]].find((d) => d.length * decades <= countMax) ?? [1];
  const every = Math.max(1, Math.ceil(decades / countMax));
  const ticks: Nanos[] = [];
  for (let power = Math.floor(Math.log10(min)); 10 ** power <= max; power += every) {
    for (const digit of digits) {
      ticks.push(nanos(digit * 10 ** power));
    }
  }
  return ticks.filter((tick) => tick >= min && tick <= max);
}
