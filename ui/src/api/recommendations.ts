// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import type { Nanos } from '../base/time';
import { asNumber, asNumberOrNull, asObject, asString, listOf } from './decode';
import { asNanosOrNull, decodeExemplars } from './figures';

/** What to do, by how much it would gain. */
export interface Recommendations {
  readonly high: readonly Recommendation[];
  readonly medium: readonly Recommendation[];
  readonly low: readonly Recommendation[];
}

export interface Recommendation {
  /** The habit that was found: `RETRY_STORM`. */
  readonly rule: string;
  /** 0 to 10. */
  readonly impact: number;
  readonly service: string;
  readonly text: string;
  readonly gain: Gain;
  /** The numbers it stands on. */
  readonly figures: readonly Measured[];
  readonly traces: readonly TraceId[];
}

/** What following a recommendation would bring. */
export interface Gain {
  /** `LATENCY`, `ERRORS` or `RESOURCES`. */
  readonly kind: string;
  readonly share: number;
  /** How much sooner a request would end; null unless it is about latency. */
  readonly perRequest: Nanos | null;
  /** How it was estimated, in words. */
  readonly estimate: string;
}

export interface Measured {
  readonly name: string;
  /** Null if it is not known. */
  readonly value: number | null;
  /** `ns`, `By`, `1` for a share, or empty for a count. */
  readonly unit: string;
}

export function decodeRecommendations(value: unknown, path: string): Recommendations {
  const json = asObject(value, path);
  const group = (name: string): readonly Recommendation[] =>
    listOf(json[name], `${path}.${name}`, decodeRecommendation);
  return { high: group('high'), medium: group('medium'), low: group('low') };
}

function decodeRecommendation(value: unknown, path: string): Recommendation {
  const json = asObject(value, path);
  return {
    rule: asString(json['rule'], `${path}.rule`),
    impact: asNumber(json['impact'], `${path}.impact`),
    service: asString(json['service'], `${path}.service`),
    text: asString(json['text'], `${path}.text`),
    gain: decodeGain(json['gain'], `${path}.gain`),
    figures: listOf(json['figures'], `${path}.figures`, decodeMeasured),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}

function decodeGain(value: unknown, path: string): Gain {
  const json = asObject(value, path);
  return {
    kind: asString(json['kind'], `${path}.kind`),
    share: asNumber(json['share'], `${path}.share`),
    perRequest: asNanosOrNull(json['nanosPerRequest'], `${path}.nanosPerRequest`),
    estimate: asString(json['estimate'], `${path}.estimate`),
  };
}

function decodeMeasured(value: unknown, path: string): Measured {
  const json = asObject(value, path);
  return {
    name: asString(json['name'], `${path}.name`),
    value: asNumberOrNull(json['value'], `${path}.value`),
    unit: asString(json['unit'], `${path}.unit`),
  };
}
