// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Load } from '../api/capacity';
import type { CallPattern } from '../api/dependencies';
import type { Condition } from '../api/diagnosis';
import type { HiddenError } from '../api/errors';
import type { Gain, Measured } from '../api/recommendations';
import type { Coverage } from '../api/report';
import type { VersionFigure } from '../api/versions';
import { formatDuration } from '../base/formatTime';
import {
  countOf,
  formatBytes,
  formatCount,
  formatNumber,
  formatPercent,
  GAP,
} from '../base/number';
import { nanos } from '../base/time';
import { UNKNOWN_SERVICE } from './trace';

// What the figures of an analysis are called. Sentences that the server writes are shown as they come.

/** `10,000 of 12,311 traces, 12,040 requests, 431,200 spans`. */
export function coverageText({ tracesUsed, tracesMatching, ...coverage }: Coverage): string {
  const traces =
    tracesMatching === null || tracesMatching === tracesUsed
      ? countOf(tracesUsed, 'trace')
      : `${formatCount(tracesUsed)} of ${countOf(tracesMatching, 'trace')}`;
  const isSampled = Math.round(coverage.weight) !== coverage.requests;
  const sampled = isSampled
    ? `, which stand for ${formatCount(Math.round(coverage.weight))} before sampling`
    : '';
  return `${traces}, ${countOf(coverage.requests, 'request')}${sampled}, ${countOf(coverage.spans, 'span')}`;
}

/** A word of the API for people: `RETRY_STORM` is “Retry storm”. */
export function wordsOf(constant: string): string {
  const words = constant.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function serviceText(name: string): string {
  return name === '' || name === UNKNOWN_SERVICE ? '(no service name)' : name;
}

/** What following a recommendation would bring. */
export function gainText({ kind, share, perRequest }: Gain): string {
  switch (kind) {
    case 'LATENCY': {
      const each = perRequest === null ? '' : `, ${formatDuration(perRequest)} each`;
      return `Requests take ${formatPercent(share)} less time${each}`;
    }
    case 'ERRORS':
      return `${formatPercent(share)} of requests no longer fail`;
    default:
      return `${formatPercent(share)} less is needed`;
  }
}

/** A number as its unit deserves; null when it is not known. */
export function measuredText({ value, unit }: Measured): string | null {
  if (value === null) {
    return null;
  }
  switch (unit) {
    case 'ns':
      return formatDuration(nanos(value));
    case '1':
      return formatPercent(value);
    case 'By':
      return formatBytes(Math.round(value));
    default:
      return formatNumber(value);
  }
}

/** What hid an error. */
export function hiddenText({ kind, instead }: HiddenError): string {
  switch (kind) {
    case 'RETRY':
      return 'A retry worked';
    case 'FALLBACK':
      return `${instead} worked instead`;
    default:
      return 'It was ignored';
  }
}

export function patternText({ kind }: CallPattern): string {
  switch (kind) {
    case 'N_PLUS_ONE':
      return 'N+1';
    case 'SEQUENTIAL_CALLS':
      return 'One by one';
    case 'CHATTY_PAIR':
      return 'Chatty';
    default:
      return wordsOf(kind);
  }
}

/** When more calls would begin to wait. */
export function saturationText({ verdict, hoursToSaturation }: Load): string {
  switch (verdict) {
    case 'NOT_REACHED':
      return 'Not in sight';
    case 'SATURATED':
      return 'Now';
    case 'KNEE':
      return hoursToSaturation === null
        ? 'Not growing'
        : `In ${formatNumber(hoursToSaturation)}${GAP}h at this growth`;
    default:
      return 'Unknown: too little to compare';
  }
}

export function pValueText(p: number | null): string {
  return p === null ? '' : p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}

export function conditionText({ key, operator, value }: Condition): string {
  return `${key} ${operator} ${value}`;
}

/** One side of a comparison of versions. */
export function versionValueText(value: number | null, { name, unit }: VersionFigure): string {
  if (value === null) {
    return '–';
  }
  if (name === 'errors') {
    return formatPercent(value);
  }
  if (unit === 'ms') {
    return formatDuration(nanos(value * 1e6));
  }
  return `${Number(value.toPrecision(4))} ${unit}`.trim();
}

/** How a verdict, a severity or an impact is to be taken. */
export type Tone = 'bad' | 'warn' | 'good' | 'calm';

export function toneOfVerdict(verdict: string): Tone {
  return verdict === 'ROLL_BACK' ? 'bad' : verdict === 'PROMOTE' ? 'good' : 'calm';
}

const SEVERE = 5;
const NOTABLE = 2;

/** @param score a severity or an impact, 0 to 10 */
export function toneOfScore(score: number): Tone {
  return score >= SEVERE ? 'bad' : score >= NOTABLE ? 'warn' : 'calm';
}
